/**
 * Times at which time-dependent code tends to fail: every hour of a day, the first and last minutes of months and
 * years, 29 February, and days with a clock change. Planted data is tested at all of them.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** [name, ms since 1970], ready for `it.for` and `it.each`. */
export type Moment = readonly [name: string, atMs: number];

/** An ordinary day, a few minutes past each hour. */
const HOURS: readonly number[] = Array.from({ length: 24 }, (_, hour) =>
  Date.UTC(2026, 10, 24, hour, 7, 11),
);

/** First midnights of months: after 31, 30, 28 and 29 days, and of a year. */
const MONTHS = [
  Date.UTC(2026, 1, 1),
  Date.UTC(2026, 2, 1),
  Date.UTC(2026, 4, 1),
  Date.UTC(2027, 0, 1),
  Date.UTC(2028, 2, 1),
];

const LEAP_DAY = [0, 6, 12, 23].map((hour) => Date.UTC(2028, 1, 29, hour, 59, 59));

/** In North America, Europe, New Zealand: spring and autumn, in UTC. */
const CLOCK_CHANGES = [
  Date.UTC(2026, 2, 8, 7),
  Date.UTC(2026, 2, 29, 1),
  Date.UTC(2026, 3, 4, 14),
  Date.UTC(2026, 8, 26, 14),
  Date.UTC(2026, 9, 25, 1),
  Date.UTC(2026, 10, 1, 6),
];

const around = (atMs: number, ...offsetsMs: readonly number[]) =>
  offsetsMs.map((offset) => atMs + offset);

export const MOMENTS: readonly Moment[] = [
  ...HOURS,
  ...MONTHS.flatMap((atMs) => around(atMs, -HOUR_MS, -1, 0, 2 * MINUTE_MS, 12 * HOUR_MS)),
  ...LEAP_DAY,
  ...CLOCK_CHANGES.flatMap((atMs) => around(atMs, -MINUTE_MS, MINUTE_MS, 12 * HOUR_MS)),
].map((atMs) => [new Date(atMs).toISOString(), atMs]);
