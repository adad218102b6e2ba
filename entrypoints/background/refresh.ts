/** Starts the refresh of each venue that is due, one at a time per venue, and arranges when to come back. */
import { browser } from 'wxt/browser';
import { namesOf } from '../../lib/board/assets';
import { sleep } from '../../lib/domain/sleep';
import type { VenueId } from '../../lib/domain/venue';
import type { RefreshAnswer } from '../../lib/domain/venue-status';
import type { VenueStore } from '../../lib/history/store';
import type { HttpClient } from '../../lib/http/client';
import { mayBeForced } from '../../lib/refresh/back-off';
import type { RefreshContext } from '../../lib/refresh/context';
import type { RefreshOutcome } from '../../lib/refresh/refresh-venue';
import { refreshVenue } from '../../lib/refresh/refresh-venue';
import type { VenueState } from '../../lib/refresh/state';
import type { Settings } from '../../lib/settings/settings';
import { readSettings } from '../../lib/settings/store';
import type { Venue } from '../../lib/venues/contract';
import { armWatchdog, ensureRefreshAlarm, resumeAt } from './alarms';
import type { Viewers } from './badges';
import { enabledVenues } from './badges';

export interface RefresherParts {
  store: VenueStore<VenueState>;
  http: HttpClient;
  viewers: Viewers;
  /** Called after each write that users may see. */
  announce: () => Promise<void>;
}

export interface Refresher {
  /** Refreshes the enabled venues that are due (`force`: all). Resolves when all are done; a venue's failure is logged. */
  run: (options: { force: boolean }) => Promise<void>;
  /**
   * Refreshes all of them because the user asked. Resolves as soon as each venue's answer is known, long before all is
   * done. `warned`: the user knows that a venue asked us to wait.
   */
  runNow: (options: { warned: boolean }) => Promise<RefreshAnswer[]>;
}

interface RunOptions {
  force: boolean;
  warned: boolean;
}

/** Reports the answer; only the first call counts. */
type Report = (answer: Omit<RefreshAnswer, 'venue'>) => void;

/** Below the 30 s without an API call after which a browser ends a worker. */
const KEEP_ALIVE_MS = 20_000;

export function createRefresher(parts: RefresherParts): Refresher {
  /** In parallel: trouble at one venue does not delay the others. */
  async function forEachVenue<T>(
    use: (venue: Venue, settings: Settings) => Promise<T>,
  ): Promise<T[]> {
    const settings = await readSettings();
    await ensureRefreshAlarm(settings.refreshPeriodMinutes);
    return Promise.all(enabledVenues(settings).map((venue) => use(venue, settings)));
  }

  async function attempt(
    venue: Venue,
    settings: Settings,
    options: RunOptions,
    report: Report,
  ): Promise<void> {
    try {
      await runExclusively(venue, settings, options, report);
    } catch (error) {
      console.error(`Refreshing ${venue.id} failed.`, error);
      report({ outcome: 'failed', untilMs: null, mayInsist: false });
    }
  }

  /**
   * The browser holds the lock and frees it when the worker dies. A second call meanwhile only arms the watchdog; with
   * `force` it waits for its turn.
   */
  async function runExclusively(
    venue: Venue,
    settings: Settings,
    options: RunOptions,
    report: Report,
  ): Promise<void> {
    const name = `refresh:${venue.id}`;
    const isBusy = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      await armWatchdog(venue.id);
      if (lock !== null) await refresh(venue, settings, options, report);
      return lock === null;
    });
    if (!isBusy || !options.force) return;
    report({ outcome: 'busy', untilMs: null, mayInsist: false });
    await navigator.locks.request(name, async () => {
      await armWatchdog(venue.id);
      await refresh(venue, settings, options, report);
    });
  }

  async function refresh(
    venue: Venue,
    settings: Settings,
    options: RunOptions,
    report: Report,
  ): Promise<void> {
    const keepAlive = setInterval(() => void browser.runtime.getPlatformInfo(), KEEP_ALIVE_MS);
    const onPrices = (): void => report({ outcome: 'asked', untilMs: null, mayInsist: false });
    try {
      const context = refreshContext(await withPermittedHosts(venue), settings, parts);
      const outcome = await refreshVenue(context, { ...options, onPrices });
      report(answerOf(outcome));
      await resumeAt(venue.id, outcome.resumeAtMs);
    } finally {
      clearInterval(keepAlive);
    }
  }

  return {
    async run({ force }) {
      await forEachVenue((venue, settings) =>
        attempt(venue, settings, { force, warned: false }, () => undefined),
      );
    },
    runNow: ({ warned }) =>
      forEachVenue(
        (venue, settings) =>
          new Promise<RefreshAnswer>((resolve) => {
            const report: Report = (answer) => resolve({ venue: venue.id, ...answer });
            void attempt(venue, settings, { force: true, warned }, report);
          }),
      ),
  };
}

function answerOf({ resumeAtMs, stoppedBy }: RefreshOutcome): Omit<RefreshAnswer, 'venue'> {
  if (stoppedBy === null) return { outcome: 'asked', untilMs: null, mayInsist: false };
  if (typeof stoppedBy === 'string') {
    return { outcome: stoppedBy, untilMs: resumeAtMs, mayInsist: false };
  }
  const mayInsist = !mayBeForced(stoppedBy, false) && mayBeForced(stoppedBy, true);
  return { outcome: stoppedBy.kind, untilMs: stoppedBy.retryAtMs, mayInsist };
}

function refreshContext(
  venue: Venue,
  settings: Settings,
  { store, http, viewers, announce }: RefresherParts,
): RefreshContext {
  return {
    venue,
    store,
    http,
    isPermitted: () => isPermitted(venue.apiOrigins[0]),
    now: Date.now,
    // Monotonic since the extension's process began, so across restarts of the worker within that process.
    steady: () => performance.timeOrigin + performance.now(),
    measureClock: (venueTimeMs, nowMs) => venueTimeMs && venueTimeMs - nowMs,
    sleep,
    random: Math.random,
    universe: settings.universe,
    periodMinutes: settings.refreshPeriodMinutes,
    historyDays: settings.historyDays,
    firstSymbols: () => firstSymbols(venue.id, viewers),
    announce,
    signal: new AbortController().signal,
  };
}

/** The venue's viewed and watched symbols, which are requested first. */
async function firstSymbols(venue: VenueId, viewers: Viewers): Promise<ReadonlySet<string>> {
  const [{ watchlist }, viewed] = await Promise.all([readSettings(), viewers.all()]);
  const prefix = `${venue}:`;
  return new Set([
    ...viewed.filter(({ pair }) => pair.venue === venue).flatMap(({ pair }) => namesOf(pair)),
    ...watchlist.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)),
  ]);
}

/** The venue with its permitted origins: an update may add origins that the user has not permitted. */
async function withPermittedHosts(venue: Venue): Promise<Venue> {
  const [first, ...others] = venue.apiOrigins;
  const allowed = await Promise.all(others.map(isPermitted));
  return { ...venue, apiOrigins: [first, ...others.filter((_, index) => allowed[index])] };
}

/** The user can withdraw a permission at any time. */
function isPermitted(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [`${origin}/*`] });
}
