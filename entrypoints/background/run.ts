import { refreshAll } from '../../lib/refresh/refresh-all';
import { readSettings } from '../../lib/settings/store';
import { armDeadMan, ensureRefreshAlarm, resumeAt } from './alarms';
import { enabledVenues, refreshContext } from './house';

/**
 * Refreshes what is due, once at a time: the browser itself holds the lock and frees it when the worker dies.
 * A second call meanwhile only sees to it that somebody comes back.
 */
export async function run(options: { force: boolean }): Promise<void> {
  const settings = await readSettings();
  await ensureRefreshAlarm(settings.refreshPeriodMinutes);
  await navigator.locks.request('refresh', { ifAvailable: true }, async (lock) => {
    await armDeadMan();
    if (lock === null) return;
    const contexts = enabledVenues(settings).map((venue) => refreshContext(venue, settings));
    const { resumeAtMs, faults } = await refreshAll(contexts, options);
    for (const { venue, error } of faults) console.error(`Refreshing ${venue} failed.`, error);
    await resumeAt(resumeAtMs);
  });
}
