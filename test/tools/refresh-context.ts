/** The context of a refresh outside a browser, for tests and commands. */
import type { RefreshContext } from '../../lib/refresh/context';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings';

type Given = 'venue' | 'store' | 'http' | 'now' | 'sleep';

/** Default settings and no jitter; `given` overrides them. */
export function refreshContext(
  given: Pick<RefreshContext, Given> & Partial<RefreshContext>,
): RefreshContext {
  return {
    isPermitted: () => Promise.resolve(true),
    measureClock: (venueTimeMs, nowMs) => venueTimeMs && venueTimeMs - nowMs,
    random: () => 0.5,
    universe: DEFAULT_SETTINGS.universe,
    periodMinutes: 5,
    historyDays: DEFAULT_SETTINGS.historyDays,
    firstSymbols: () => Promise.resolve(new Set<string>()),
    announce: () => Promise.resolve(),
    signal: new AbortController().signal,
    ...given,
  };
}
