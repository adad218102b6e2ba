import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createMarket, marketFetch } from '../../market';
import type { Source } from './collect';
import { recordedNowMs } from './recorded-clock';
import { replayFetch } from './replay';

/** `onUnreachable` hears at once of each connection that fails: the refresh tries again before it gives up. */
export function liveSource(onUnreachable: (host: string) => void): Source {
  return {
    async fetch(url, init) {
      try {
        return await fetch(url, init);
      } catch (error) {
        if (init.signal?.aborted !== true) onUnreachable(new URL(url).host);
        throw error;
      }
    },
    now: () => Date.now(),
    sleep: (ms, signal) => wait(ms, undefined, { signal }),
    isLive: true,
  };
}

/** Time stands still at the newest time that the hosts' own bodies state: venues were not recorded together. */
export function replaySource(folder: string, hosts: readonly string[]): Source {
  const recorded = hosts.map((host) => join(folder, host)).filter((path) => existsSync(path));
  const nowMs = recordedNowMs(...recorded);
  return {
    fetch: replayFetch(folder, nowMs),
    now: () => nowMs,
    sleep: () => Promise.resolve(),
    isLive: false,
  };
}

/** A moment that stands still: the same board every time. */
const MARKET_AT_MS = Date.UTC(2026, 2, 2, 12, 0, 20);

/** The embedded market in this process. */
export function marketSource(): Source {
  const core = createMarket({ atMs: MARKET_AT_MS, speed: 0 });
  let asked = 0;
  return {
    // Time stands still, so limits would never be over: each request comes from an address of its own.
    fetch: (url, init) => marketFetch(core, { client: String((asked += 1)) })(url, init),
    now: () => core.clock.now(),
    sleep: () => Promise.resolve(),
    isLive: false,
  };
}
