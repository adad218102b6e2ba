import type { ContentScriptContext } from 'wxt/utils/content-script-context';

/** Waits on the content script's own timers, which end with the extension; rejects when `signal` aborts. */
export function sleeper(ctx: ContentScriptContext) {
  return (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      ctx.setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        reject(new Error('gone'));
      });
    });
}
