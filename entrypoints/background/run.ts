import { browser } from 'wxt/browser';
import { refreshVenue } from '../../lib/refresh/refresh-venue';
import type { Settings } from '../../lib/settings/settings';
import { readSettings } from '../../lib/settings/store';
import type { Venue } from '../../lib/venues/contract';
import { armDeadMan, ensureRefreshAlarm, resumeAt } from './alarms';
import { enabledVenues } from './house';
import { withPermittedHosts } from './permissions';
import { refreshContext } from './refresh-context';

/** Refreshes the venues that are due, side by side: whatever happens to one leaves the others alone. */
export async function run(options: { force: boolean }): Promise<void> {
  const settings = await readSettings();
  await ensureRefreshAlarm(settings.refreshPeriodMinutes);
  await Promise.all(
    enabledVenues(settings).map(async (venue) => {
      try {
        await runVenue(venue, settings, options);
      } catch (error) {
        console.error(`Refreshing ${venue.id} failed.`, error);
      }
    }),
  );
}

/**
 * One refresh of a venue at a time: the browser itself holds the lock and frees it when the worker dies. A second call
 * meanwhile only sees to it that somebody comes back; what a person asked for waits for its turn.
 */
async function runVenue(
  venue: Venue,
  settings: Settings,
  options: { force: boolean },
): Promise<void> {
  const ifAvailable = !options.force;
  await navigator.locks.request(`refresh:${venue.id}`, { ifAvailable }, async (lock) => {
    await armDeadMan(venue.id);
    if (lock === null) return;
    // The browser ends a worker that calls none of its interfaces for half a minute, whatever it waits for.
    const awake = setInterval(() => void browser.runtime.getPlatformInfo(), 20_000);
    try {
      const context = refreshContext(await withPermittedHosts(venue), settings);
      const { resumeAtMs } = await refreshVenue(context, options);
      await resumeAt(venue.id, resumeAtMs);
    } finally {
      clearInterval(awake);
    }
  });
}
