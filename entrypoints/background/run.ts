import { browser } from 'wxt/browser';
import type { RefreshAnswer } from '../../lib/domain/venue-status';
import { mayBeForced } from '../../lib/refresh/back-off';
import type { RefreshOutcome } from '../../lib/refresh/refresh-venue';
import { refreshVenue } from '../../lib/refresh/refresh-venue';
import type { Settings } from '../../lib/settings/settings';
import { readSettings } from '../../lib/settings/store';
import type { Venue } from '../../lib/venues/contract';
import { armDeadMan, ensureRefreshAlarm, resumeAt } from './alarms';
import { enabledVenues } from './house';
import { withPermittedHosts } from './permissions';
import { refreshContext } from './refresh-context';

interface RunOptions {
  force: boolean;
  /** The person knows that a venue asked us to wait. */
  warned: boolean;
}

/** Told what came of it as soon as that is known; what it is told later counts for nothing. */
type Tell = (answer: Omit<RefreshAnswer, 'venue'>) => void;

/** Refreshes the venues that are due, side by side: whatever happens to one leaves the others alone. */
export async function run({ force }: { force: boolean }): Promise<void> {
  await each((venue, settings) =>
    attempt(venue, settings, { force, warned: false }, () => undefined),
  );
}

/** All of them now, because a person asked. Answers when it is known of each what comes of it: long before all is done. */
export function runNow({ warned }: { warned: boolean }): Promise<RefreshAnswer[]> {
  return each(
    (venue, settings) =>
      new Promise<RefreshAnswer>((resolve) => {
        const tell: Tell = (answer) => resolve({ venue: venue.id, ...answer });
        void attempt(venue, settings, { force: true, warned }, tell);
      }),
  );
}

async function each<T>(use: (venue: Venue, settings: Settings) => Promise<T>): Promise<T[]> {
  const settings = await readSettings();
  await ensureRefreshAlarm(settings.refreshPeriodMinutes);
  return Promise.all(enabledVenues(settings).map((venue) => use(venue, settings)));
}

async function attempt(
  venue: Venue,
  settings: Settings,
  options: RunOptions,
  tell: Tell,
): Promise<void> {
  try {
    await runVenue(venue, settings, options, tell);
  } catch (error) {
    console.error(`Refreshing ${venue.id} failed.`, error);
    tell({ outcome: 'failed', untilMs: null, mayInsist: false });
  }
}

/**
 * One refresh of a venue at a time: the browser itself holds the lock and frees it when the worker dies. A second call
 * meanwhile only sees to it that somebody comes back; what a person asked for waits for its turn.
 */
async function runVenue(
  venue: Venue,
  settings: Settings,
  options: RunOptions,
  tell: Tell,
): Promise<void> {
  const name = `refresh:${venue.id}`;
  const isBusy = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    await armDeadMan(venue.id);
    if (lock !== null) await refresh(venue, settings, options, tell);
    return lock === null;
  });
  if (!isBusy || !options.force) return;
  tell({ outcome: 'busy', untilMs: null, mayInsist: false });
  await navigator.locks.request(name, async () => {
    await armDeadMan(venue.id);
    await refresh(venue, settings, options, tell);
  });
}

async function refresh(
  venue: Venue,
  settings: Settings,
  options: RunOptions,
  tell: Tell,
): Promise<void> {
  // The browser ends a worker that calls none of its interfaces for half a minute, whatever it waits for.
  const awake = setInterval(() => void browser.runtime.getPlatformInfo(), 20_000);
  const onPrices = (): void => tell({ outcome: 'asked', untilMs: null, mayInsist: false });
  try {
    const context = refreshContext(await withPermittedHosts(venue), settings);
    const outcome = await refreshVenue(context, { ...options, onPrices });
    tell(answerOf(outcome));
    await resumeAt(venue.id, outcome.resumeAtMs);
  } finally {
    clearInterval(awake);
  }
}

function answerOf({ resumeAtMs, stoppedBy }: RefreshOutcome): Omit<RefreshAnswer, 'venue'> {
  if (stoppedBy === null) return { outcome: 'asked', untilMs: null, mayInsist: false };
  if (typeof stoppedBy === 'string') {
    return { outcome: stoppedBy, untilMs: resumeAtMs, mayInsist: false };
  }
  const mayInsist = !mayBeForced(stoppedBy, false) && mayBeForced(stoppedBy, true);
  return { outcome: stoppedBy.kind, untilMs: stoppedBy.retryAtMs, mayInsist };
}
