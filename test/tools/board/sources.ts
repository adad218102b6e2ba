import { setTimeout as wait } from 'node:timers/promises';
import type { Source } from './collect';
import { recordedNowMs } from './recorded-clock';
import { replayFetch } from './replay';

export function liveSource(): Source {
  return {
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    sleep: (ms, signal) => wait(ms, undefined, { signal }),
    isLive: true,
  };
}

/** Time stands still at the newest time that the bodies state. */
export function replaySource(folder: string): Source {
  const nowMs = recordedNowMs(folder);
  return {
    fetch: replayFetch(folder),
    now: () => nowMs,
    sleep: () => Promise.resolve(),
    isLive: false,
  };
}

/** The embedded market in this process, at a moment that stands still: the same board every time. */
export function marketSource(): Promise<Source> {
  return Promise.reject(new Error('not yet'));
}
