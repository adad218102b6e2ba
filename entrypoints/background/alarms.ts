/** What wakes the worker: the refresh alarm, one alarm per venue for what was put off, and a check of the clock. */
import { browser, type Browser } from 'wxt/browser';

/** Fires once per refresh period. */
export const REFRESH_ALARM = 'refresh';

const WATCHDOG_MS = 60_000;

/** A browser may fire an alarm this late. */
const LATE_MS = 60_000;

/**
 * Creates the alarm only if it is missing, has another period, or is out of step with the clock: recreated at every
 * start of the worker it would never fire.
 */
export async function ensureRefreshAlarm(periodInMinutes: number): Promise<void> {
  const alarm = await browser.alarms.get(REFRESH_ALARM);
  if (alarm?.periodInMinutes === periodInMinutes && !isOutOfStep(alarm)) return;
  await browser.alarms.create(REFRESH_ALARM, {
    periodInMinutes,
    delayInMinutes: periodInMinutes,
  });
}

/** Whether the alarm is too far off, or overdue without having fired: setting the clock does not move alarms. */
export async function isRefreshAlarmOutOfStep(): Promise<boolean> {
  const alarm = await browser.alarms.get(REFRESH_ALARM);
  return alarm !== undefined && isOutOfStep(alarm);
}

function isOutOfStep({ scheduledTime, periodInMinutes = 0 }: Browser.alarms.Alarm): boolean {
  const offMs = scheduledTime - Date.now();
  return offMs > periodInMinutes * 60_000 + LATE_MS || offMs < -LATE_MS;
}

/** One alarm per venue: it fires when postponed work can go on, and is the watchdog while a refresh runs. */
function resumeAlarm(venue: string): string {
  return `resume:${venue}`;
}

/** Wakes another worker in a minute, should this one die during the refresh. */
export async function armWatchdog(venue: string): Promise<void> {
  await browser.alarms.create(resumeAlarm(venue), { when: Date.now() + WATCHDOG_MS });
}

/** Replaces the watchdog: wakes the worker at `whenMs` (this machine's clock), or, with null, not at all. */
export async function resumeAt(venue: string, whenMs: number | null): Promise<void> {
  const name = resumeAlarm(venue);
  if (whenMs === null) await browser.alarms.clear(name);
  else await browser.alarms.create(name, { when: Math.max(whenMs, Date.now() + 1_000) });
}

/** Also below the 30 s of silence after which a browser ends a worker. */
const CLOCK_CHECK_MS = 20_000;
const CLOCK_JUMP_MS = 5_000;

export interface ClockWatch {
  /** Call when the alarms were found out of step. */
  startPolling: () => void;
  /** Call when an alarm fired: they can be trusted again. */
  stopPolling: () => void;
}

/**
 * Calls `onJump` when this machine's clock was set. While polling, calls `poll` at each tick instead of waiting for
 * alarms: after the clock was set back, Chromium fires no alarm, not even a new one, until the clock reaches the time of
 * the last one (AlarmManager::ScheduleNextPoll in its source). `poll` must call a browser API, which keeps the worker
 * alive.
 */
export function createClockWatch({
  onJump,
  poll,
}: {
  onJump: () => void;
  poll: () => void;
}): ClockWatch {
  const aheadOfSteady = () => Date.now() - performance.now();
  let aheadMs = aheadOfSteady();
  let isPolling = false;
  setInterval(() => {
    const beforeMs = aheadMs;
    aheadMs = aheadOfSteady();
    if (Math.abs(aheadMs - beforeMs) > CLOCK_JUMP_MS) onJump();
    if (isPolling) poll();
  }, CLOCK_CHECK_MS);
  return {
    startPolling: () => {
      isPolling = true;
    },
    stopPolling: () => {
      isPolling = false;
    },
  };
}
