/** How long a venue is left alone: as long as it says and a second more, else longer with each failure, and never in step. */
import { describe, expect, it } from 'vitest';
import { backOffAfter, mayBeForced } from '../../../lib/refresh/back-off';
import { VenueError } from '../../../lib/http/venue-error';
import type { TroubleKind } from '../../../lib/domain/venue-status';

const NOW_MS = Date.UTC(2026, 2, 10, 12);
const [SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS] = [1_000, 60_000, 3_600_000, 86_400_000];
const GRACE_MS = SECOND_MS;

function error(kind: TroubleKind, retryAfterMs: number | null = null): VenueError {
  return new VenueError({ venue: 'v', endpoint: 'GET /x' }, kind, 'why', { retryAfterMs });
}

/** Without the second of grace. */
function waitOf(of: VenueError, failures = 0, random = 0): number {
  const { retryAtMs } = backOffAfter(of, failures, NOW_MS, random);
  return (retryAtMs ?? Number.NaN) - NOW_MS - GRACE_MS;
}

it('says what it is, since when and in which words', () => {
  expect(backOffAfter(error('server'), 0, NOW_MS, 0)).toEqual({
    kind: 'server',
    detail: 'v, GET /x: why',
    sinceMs: NOW_MS,
    retryAtMs: NOW_MS + 31 * SECOND_MS,
    isFirm: false,
  });
});

describe('where the venue says how long', () => {
  it('waits for that and a second more, never less', () => {
    expect(backOffAfter(error('rate-limited', 7_000), 3, NOW_MS, 0).retryAtMs).toBe(NOW_MS + 8_000);
  });

  it('adds nothing at random: the venue has named the moment', () => {
    for (const random of [0, 0.5, 1]) expect(waitOf(error('server', 7_000), 5, random)).toBe(7_000);
  });

  it.each([
    [DAY_MS, DAY_MS],
    [DAY_MS + 1, DAY_MS],
    [99 * DAY_MS, DAY_MS],
  ])('%i ms are %i: what is beyond a day is a slip', (saidMs, waitMs) => {
    expect(waitOf(error('rate-limited', saidMs))).toBe(waitMs);
    expect(waitOf(error('banned', saidMs))).toBe(waitMs);
  });
});

describe('where it does not', () => {
  it.each<[TroubleKind, number]>([
    ['rate-limited', MINUTE_MS],
    ['banned', 10 * MINUTE_MS],
    ['region', HOUR_MS],
    ['nothing-listed', HOUR_MS],
    ['forbidden', 10 * MINUTE_MS],
    ['permission', HOUR_MS],
  ])('%s waits %i ms, however often', (kind, waitMs) => {
    for (const failures of [0, 1, 9]) expect(waitOf(error(kind), failures, 1)).toBe(waitMs);
  });

  const growing = [
    'redirected',
    'offline',
    'timeout',
    'server',
    'not-json',
    'shape',
    'refused',
  ] as const;

  it.each(growing)('%s waits twice as long after each failure, up to ten minutes', (kind) => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 50].map((failures) => waitOf(error(kind), failures));
    expect(waits).toEqual(
      [30, 60, 120, 240, 480, 600, 600, 600].map((seconds) => seconds * SECOND_MS),
    );
  });

  it.each(growing)('%s is spread over a fifth more, so that not all come back at once', (kind) => {
    expect(waitOf(error(kind), 0, 0.5)).toBe(33_000);
    expect(waitOf(error(kind), 0, 1)).toBe(36_000);
    expect(waitOf(error(kind), 9, 1)).toBe(12 * MINUTE_MS);
  });
});

describe('a ban', () => {
  it.each([
    [3 * DAY_MS, true],
    [3 * DAY_MS + 1, false],
    [0, true],
    [null, false],
  ])('of %s ms is firm: %s', (saidMs, isFirm) => {
    expect(backOffAfter(error('banned', saidMs), 0, NOW_MS, 0).isFirm).toBe(isFirm);
  });

  it('alone is firm', () => {
    expect(backOffAfter(error('rate-limited', 7_000), 0, NOW_MS, 0).isFirm).toBe(false);
  });
});

describe('a refresh by hand before the wait is over', () => {
  const trouble = (kind: TroubleKind, isFirm?: boolean) => ({
    ...backOffAfter(error(kind), 0, NOW_MS, 0),
    ...(isFirm !== undefined && { isFirm }),
  });

  it.each(['offline', 'timeout', 'server', 'region', 'forbidden'] as const)(
    'may go after %s',
    (kind) => {
      expect(mayBeForced(trouble(kind), false)).toBe(true);
      expect(mayBeForced(trouble(kind), true)).toBe(true);
    },
  );

  it.each(['rate-limited', 'banned'] as const)('after %s only with a warning', (kind) => {
    expect(mayBeForced(trouble(kind, false), false)).toBe(false);
    expect(mayBeForced(trouble(kind, false), true)).toBe(true);
  });

  it('never while a ban runs whose length the venue named', () => {
    expect(mayBeForced(trouble('banned', true), true)).toBe(false);
    expect(mayBeForced(trouble('banned', true), false)).toBe(false);
  });
});
