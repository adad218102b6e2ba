import { createHttpClient } from '../../lib/http/client';
import type { RefreshContext } from '../../lib/refresh/context';
import type { Settings } from '../../lib/settings/settings';
import type { Venue } from '../../lib/venues/contract';
import { firstSymbols } from './first-symbols';
import { store } from './house';
import { isPermitted } from './permissions';
import { showEverywhere } from './scene';
import { sleep } from './sleep';

const http = createHttpClient({ fetch: (url, init) => fetch(url, init), now: Date.now });

export function refreshContext(venue: Venue, settings: Settings): RefreshContext {
  return {
    venue,
    store,
    http,
    isPermitted: () => isPermitted(venue),
    now: Date.now,
    // Since the process of the extension began, whatever the clock says meanwhile: over deaths of the worker, too, as long
    // as that lives.
    steady: () => performance.timeOrigin + performance.now(),
    measureClock: (venueTimeMs, nowMs) => venueTimeMs && venueTimeMs - nowMs,
    sleep,
    random: Math.random,
    universe: settings.universe,
    periodMinutes: settings.refreshPeriodMinutes,
    historyDays: settings.historyDays,
    firstSymbols: () => firstSymbols(venue.id),
    announce: showEverywhere,
    signal: new AbortController().signal,
  };
}
