import { browser, type Browser } from 'wxt/browser';

/** Rings every refresh period. */
export const REFRESH_ALARM = 'refresh';

const DEAD_MAN_MS = 60_000;

/** An alarm rings up to this late; that it is further off than this and its period, it can't be. */
const LATE_MS = 60_000;

/**
 * Creates the alarm only where it is absent, has another period, or is out of step with the clock: one created anew at
 * each start would never ring.
 */
export async function ensureRefreshAlarm(periodInMinutes: number): Promise<void> {
  const alarm = await browser.alarms.get(REFRESH_ALARM);
  if (alarm?.periodInMinutes === periodInMinutes && !isOutOfStep(alarm)) return;
  await browser.alarms.create(REFRESH_ALARM, {
    periodInMinutes,
    delayInMinutes: periodInMinutes,
  });
}

/** Whether there is an alarm that a clock that was set has left where it was: too far off, or past without having rung. */
export async function isRefreshAlarmOutOfStep(): Promise<boolean> {
  const alarm = await browser.alarms.get(REFRESH_ALARM);
  return alarm !== undefined && isOutOfStep(alarm);
}

function isOutOfStep({ scheduledTime, periodInMinutes = 0 }: Browser.alarms.Alarm): boolean {
  const offMs = scheduledTime - Date.now();
  return offMs > periodInMinutes * 60_000 + LATE_MS || offMs < -LATE_MS;
}

/** Rings when something that was put off can go on, and, while a refresh runs, in case the worker dies under it. */
export function resumeAlarm(venue: string): string {
  return `resume:${venue}`;
}

export async function armDeadMan(venue: string): Promise<void> {
  await browser.alarms.create(resumeAlarm(venue), { when: Date.now() + DEAD_MAN_MS });
}

export async function resumeAt(venue: string, whenMs: number | null): Promise<void> {
  const name = resumeAlarm(venue);
  if (whenMs === null) await browser.alarms.clear(name);
  else await browser.alarms.create(name, { when: Math.max(whenMs, Date.now() + 1_000) });
}
