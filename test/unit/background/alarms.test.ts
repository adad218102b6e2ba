/** Alarms that are out of step after the clock was set. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  armWatchdog,
  createClockWatch,
  ensureRefreshAlarm,
  isRefreshAlarmOutOfStep,
  REFRESH_ALARM,
  resumeAt,
} from '../../../entrypoints/background/alarms';

const NOW_MS = Date.UTC(2026, 2, 10, 12);
const HOUR_MS = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS });
  fakeBrowser.reset();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the refresh alarm', () => {
  it.each([
    ['in its period', 4 * 60_000, false],
    ['a moment late', -30_000, false],
    ['a moment more than its period off', 6 * 60_000, false],
    ['a minute more than that', 6 * 60_000 + 1, true],
    ['two hours off, the clock having been set back', 2 * HOUR_MS, true],
    ['past without having rung, as none does until the old time is reached', -3 * 60_000, true],
  ])('%s', async (_, offMs, isOutOfStep) => {
    await fakeBrowser.alarms.create(REFRESH_ALARM, {
      periodInMinutes: 5,
      when: NOW_MS + offMs,
    });
    expect(await isRefreshAlarmOutOfStep()).toBe(isOutOfStep);
    await ensureRefreshAlarm(5);
    const alarm = await fakeBrowser.alarms.get(REFRESH_ALARM);
    expect(alarm?.scheduledTime).toBe(NOW_MS + (isOutOfStep ? 5 * 60_000 : offMs));
  });

  it('that was never made is not out of step', async () => {
    expect(await isRefreshAlarmOutOfStep()).toBe(false);
  });
});

describe('a venue’s alarm', () => {
  const scheduled = async () => (await fakeBrowser.alarms.get('resume:okx'))?.scheduledTime ?? null;

  it('is set for when it can go on, a second ahead at least, and cleared with nothing left', async () => {
    await armWatchdog('okx');
    expect(await scheduled()).toBe(NOW_MS + 60_000);
    await resumeAt('okx', NOW_MS + 5_000);
    expect(await scheduled()).toBe(NOW_MS + 5_000);
    await resumeAt('okx', NOW_MS - HOUR_MS);
    expect(await scheduled()).toBe(NOW_MS + 1_000);
    await resumeAt('okx', null);
    expect(await scheduled()).toBeNull();
  });
});

describe('the clock watch', () => {
  it('polls often enough to stay awake until an alarm rings', () => {
    const poll = vi.fn();
    const onJump = vi.fn();
    const watch = createClockWatch({ onJump, poll });
    vi.advanceTimersByTime(60_000);
    expect(poll).not.toHaveBeenCalled();

    watch.startPolling();
    watch.startPolling();
    vi.advanceTimersByTime(60_000);
    expect(poll).toHaveBeenCalledTimes(3);

    watch.stopPolling();
    vi.advanceTimersByTime(60_000);
    expect(poll).toHaveBeenCalledTimes(3);
    expect(onJump).not.toHaveBeenCalled();
  });

  it.each([
    ['set back by an hour', -HOUR_MS, 1],
    ['set ahead by six seconds', 6_000, 1],
    ['drifting by four seconds', 4_000, 0],
  ])('reports once a clock %s', (_, byMs, times) => {
    const onJump = vi.fn();
    createClockWatch({ onJump, poll: vi.fn() });
    vi.advanceTimersByTime(40_000);
    vi.setSystemTime(Date.now() + byMs);
    vi.advanceTimersByTime(60_000);
    expect(onJump).toHaveBeenCalledTimes(times);
  });
});
