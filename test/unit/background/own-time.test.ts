/** Alarms that a clock set back has left where they were. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  ensureRefreshAlarm,
  isRefreshAlarmOutOfStep,
  REFRESH_ALARM,
} from '../../../entrypoints/background/alarms';
import { createOwnTime } from '../../../entrypoints/background/own-time';

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

describe('the own time', () => {
  it('looks often enough to stay awake until an alarm rings', () => {
    const look = vi.fn();
    const ownTime = createOwnTime(look);
    vi.advanceTimersByTime(60_000);
    expect(look).not.toHaveBeenCalled();

    ownTime.keep();
    ownTime.keep();
    vi.advanceTimersByTime(60_000);
    expect(look).toHaveBeenCalledTimes(3);

    ownTime.end();
    vi.advanceTimersByTime(60_000);
    expect(look).toHaveBeenCalledTimes(3);
  });
});
