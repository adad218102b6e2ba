import { setTimeout as wait } from 'node:timers/promises';
import type { MarketCore } from '../../market';
import { createMarket, marketFetch } from '../../market';
import type { Source } from './wire';

export function liveSource(): Source {
  return {
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    sleep: (ms, signal) => wait(ms, undefined, { signal }),
    atOnce: Number.POSITIVE_INFINITY,
  };
}

/** After all dated events that the entries assume. */
const MARKET_AT_MS = Date.UTC(2026, 10, 27, 12, 0, 20);

export function probeMarket(): MarketCore {
  return createMarket({ atMs: MARKET_AT_MS, speed: 0 });
}

/** The embedded market in this process: waits move its clock, so venues are probed one by one. */
export function marketSource(core: MarketCore = probeMarket()): Source {
  return {
    fetch: marketFetch(core),
    now: () => core.clock.now(),
    sleep(ms) {
      core.clock.advance(ms);
      return Promise.resolve();
    },
    atOnce: 1,
  };
}
