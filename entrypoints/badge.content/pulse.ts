import type { ContentScriptContext } from 'wxt/utils/content-script-context';

const PULSE_MS = 2_000;

/**
 * Ends the script's context soon after its extension was removed, or replaced by one that is not on this page: nobody tells
 * it, but before each turn of a timer it looks whether it is still valid.
 */
export function endWithExtension(context: ContentScriptContext): void {
  context.setInterval(() => undefined, PULSE_MS);
}
