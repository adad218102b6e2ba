/** When a jump of the clock counts as time that has passed, so that retention may delete by it. */
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time';
import { advanced, elapsedAt } from '../../../lib/history/elapsed';
import { SLOT_MS } from '../../../lib/domain/series';

const START_MS = Date.UTC(2026, 2, 1);

/** After refreshes at these times since the start, ms. */
function after(...sinceStartMs: readonly number[]) {
  const { untilMs, heardMs, heardForMs } = sinceStartMs.reduce(
    (elapsed, ms) => advanced(elapsed, START_MS + ms),
    elapsedAt(START_MS),
  );
  return { untilMs: untilMs - START_MS, heardMs: heardMs - START_MS, heardForMs };
}

/** Refreshes from `fromMs` on, `stepMs` apart, over `forMs`; the last one included. */
const running = (fromMs: number, forMs: number, stepMs = HOUR_MS) =>
  Array.from({ length: forMs / stepMs + 1 }, (_, step) => fromMs + step * stepMs);

describe('time that has certainly passed', () => {
  it('is that of the newest refresh while they are at most two hours apart', () => {
    expect(after(SLOT_MS)).toEqual({ untilMs: SLOT_MS, heardMs: SLOT_MS, heardForMs: 0 });
    expect(after(SLOT_MS, SLOT_MS + 2 * HOUR_MS).untilMs).toBe(SLOT_MS + 2 * HOUR_MS);
    expect(after(2 * HOUR_MS + 1)).toEqual({ untilMs: 0, heardMs: 2 * HOUR_MS + 1, heardForMs: 0 });
  });

  it('does not go back with the clock', () => {
    expect(after(HOUR_MS, HOUR_MS - SLOT_MS).untilMs).toBe(HOUR_MS);
    expect(after(HOUR_MS, -DAY_MS).untilMs).toBe(HOUR_MS);
  });

  it('takes a night from the next refresh on, up to 26 hours', () => {
    const nightMs = 26 * HOUR_MS;
    expect(after(nightMs).untilMs).toBe(0);
    expect(after(nightMs, nightMs + 1).untilMs).toBe(nightMs + 1);
    expect(after(nightMs + 1, nightMs + 2).untilMs).toBe(0);
    // The same refresh again confirms nothing, and one before it neither.
    expect(after(nightMs, nightMs).untilMs).toBe(0);
    expect(after(nightMs, nightMs - 1).untilMs).toBe(0);
  });

  it('takes a second night on top of the first', () => {
    expect(after(DAY_MS, 2 * DAY_MS).untilMs).toBe(DAY_MS);
    expect(after(DAY_MS, 2 * DAY_MS, 3 * DAY_MS).untilMs).toBe(2 * DAY_MS);
  });

  it('takes a long jump after refreshes over a fiftieth of it', () => {
    const awayMs = 490 * HOUR_MS;
    expect(after(...running(awayMs, 9 * HOUR_MS))).toEqual({
      untilMs: 0,
      heardMs: awayMs + 9 * HOUR_MS,
      heardForMs: 9 * HOUR_MS,
    });
    // 10 h of 500 h.
    expect(after(...running(awayMs, 10 * HOUR_MS)).untilMs).toBe(awayMs + 10 * HOUR_MS);
    expect(after(...running(awayMs + SLOT_MS, 10 * HOUR_MS)).untilMs).toBe(0);
  });

  it('takes a jump of any length after a day of refreshes', () => {
    const awayMs = 10_000 * DAY_MS;
    expect(after(...running(awayMs, 23 * HOUR_MS)).untilMs).toBe(0);
    expect(after(...running(awayMs, DAY_MS)).untilMs).toBe(awayMs + DAY_MS);
  });

  it('counts pauses between refreshes only up to two hours', () => {
    const awayMs = 490 * HOUR_MS;
    expect(after(...running(awayMs, 10 * HOUR_MS, 2 * HOUR_MS)).untilMs).toBe(
      awayMs + 10 * HOUR_MS,
    );
    const spread = [0, 5, 10, 15].map((hours) => awayMs + hours * HOUR_MS);
    expect(after(...spread)).toEqual({
      untilMs: 0,
      heardMs: awayMs + 15 * HOUR_MS,
      heardForMs: 0,
    });
  });

  it('begins again when the clock goes back by more than two hours', () => {
    const awayMs = 490 * HOUR_MS;
    const nine = running(awayMs, 9 * HOUR_MS);
    const lastMs = awayMs + 9 * HOUR_MS;
    expect(after(...nine, lastMs - 2 * HOUR_MS)).toEqual({
      untilMs: 0,
      heardMs: lastMs,
      heardForMs: 9 * HOUR_MS,
    });
    const backMs = lastMs - 2 * HOUR_MS - 1;
    expect(after(...nine, backMs)).toEqual({ untilMs: 0, heardMs: backMs, heardForMs: 0 });
    expect(after(...nine, backMs, backMs + HOUR_MS).heardForMs).toBe(HOUR_MS);
  });
});
