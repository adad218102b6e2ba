import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createMarket, marketFetch } from '../../market';
import type { Source } from './collect';
import { recordedNowMs } from './recorded-clock';
import { replayFetch } from './replay';

/** `onUnreachable` is called at once for each failed connection: the refresh retries before it gives up. */
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

/**
 * The clock stands still at the newest time stated by the hosts' recorded bodies: venues were recorded at different
 * times.
 */
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

/** A fixed time, for a reproducible board. */
const MARKET_AT_MS = Date.UTC(2026, 2, 2, 12, 0, 20);

/** The embedded market in this process. */
export function marketSource(): Source {
  const core = createMarket({ atMs: MARKET_AT_MS, speed: 0 });
  let asked = 0;
  return {
    // The clock stands still, so rate limits never reset: each request has an address of its own.
    fetch: (url, init) => marketFetch(core, { client: String((asked += 1)) })(url, init),
    now: () => core.clock.now(),
    sleep: () => Promise.resolve(),
    isLive: false,
  };
}
