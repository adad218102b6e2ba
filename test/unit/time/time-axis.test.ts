/** The charts' days and hours where clocks change: every zone's midnight, also one that is skipped or comes twice. */
import { afterEach, describe, expect, it } from 'vitest';
import { timeSplits, timeTexts } from '../../../components/detail/charts/time-axis';
import { chartMomentWords } from '../../../components/detail/charts/chart-text';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** [zone, what happens, about when]. */
const CHANGES = [
  ['Africa/Cairo', 'spring skips midnight', Date.UTC(2026, 3, 24)],
  ['Asia/Beirut', 'spring skips midnight', Date.UTC(2026, 2, 29)],
  ['America/Santiago', 'spring skips midnight', Date.UTC(2026, 8, 6, 4)],
  ['America/Asuncion', 'spring skipped midnight', Date.UTC(2023, 9, 1, 4)],
  ['America/Santiago', 'autumn has 23:00 twice', Date.UTC(2026, 3, 5, 3)],
  ['America/Havana', 'autumn has midnight twice', Date.UTC(2026, 10, 1, 5)],
  ['Atlantic/Azores', 'spring skips midnight', Date.UTC(2026, 2, 29, 1)],
  ['Europe/Berlin', 'autumn', Date.UTC(2026, 9, 25, 1)],
  ['Europe/Berlin', 'spring', Date.UTC(2026, 2, 29, 1)],
  ['Australia/Lord_Howe', 'autumn, half an hour', Date.UTC(2026, 3, 4, 15)],
  ['Australia/Lord_Howe', 'spring, half an hour', Date.UTC(2026, 9, 3, 15)],
  ['Asia/Kathmandu', 'never, off by 45 minutes', Date.UTC(2026, 3, 4)],
  ['America/New_York', 'autumn', Date.UTC(2026, 10, 1, 6)],
  ['Pacific/Apia', 'skipped a whole day', Date.UTC(2011, 11, 30, 10)],
] as const;

/** How long the view is, and how far the axis puts its lines apart for it. */
const VIEWS = [
  [30 * DAY_MS, [2, 3, 5, 7, 10, 15].map((days) => days * DAY_MS)],
  [7 * DAY_MS, [DAY_MS, 2 * DAY_MS]],
  [DAY_MS, [2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR_MS)],
  [6 * HOUR_MS, [15, 30, 60, 120].map((minutes) => minutes * MINUTE_MS)],
  [2 * HOUR_MS, [5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS)],
] as const;

const zoneBefore = process.env['TZ'];
afterEach(() => {
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

describe.each(CHANGES)('%s, %s', (zone, _, changeMs) => {
  const axes = () =>
    VIEWS.flatMap(([spanMs, steps]) =>
      steps.flatMap((stepMs) =>
        Array.from({ length: 9 }, (_unused, eighth) => {
          const toMs = changeMs + (spanMs * eighth) / 8;
          const splits = timeSplits(toMs - spanMs, toMs, stepMs);
          return { spanMs, stepMs, toMs, splits, texts: timeTexts(splits, stepMs) };
        }),
      ),
    );

  it('rises, within the view, and nothing stands there twice in a row', () => {
    process.env['TZ'] = zone;
    for (const { spanMs, stepMs, toMs, splits, texts } of axes()) {
      const what = `${spanMs / HOUR_MS} h, every ${stepMs / MINUTE_MS} min: ${texts.join(' ')}`;
      expect(splits.length, what).toBeGreaterThan(0);
      expect(splits, what).toEqual([...new Set(splits)].toSorted((a, b) => a - b));
      expect(splits[0], what).toBeGreaterThanOrEqual(toMs - spanMs);
      expect(splits.at(-1), what).toBeLessThanOrEqual(toMs);
      const twice = texts.filter((text, index) => text !== '' && text === texts[index - 1]);
      expect(twice, what).toEqual([]);
    }
  });

  it('writes each day once, and every day of a week', () => {
    process.env['TZ'] = zone;
    for (const { spanMs, stepMs, splits, texts } of axes()) {
      const days = texts.filter((text) => /\p{L}/u.test(text.replace(/[AP]M/, '')));
      expect(new Set(days).size, texts.join(' ')).toBe(days.length);
      if (stepMs !== DAY_MS || spanMs !== 7 * DAY_MS) continue;
      const gaps = splits.slice(1).map((at, index) => (at - (splits[index] ?? 0)) / HOUR_MS);
      expect(gaps.every((hours) => hours >= 23 && hours <= 25)).toBe(true);
    }
  });
});

it('says 24 April in Cairo, though that day begins at 01:00', () => {
  process.env['TZ'] = 'Africa/Cairo';
  const splits = timeSplits(Date.UTC(2026, 3, 22, 12), Date.UTC(2026, 3, 25, 12), DAY_MS);
  expect(splits.map((at) => new Date(at).getDate())).toEqual([23, 24, 25]);
  expect(splits.map((at) => new Date(at).getHours())).toEqual([0, 1, 0]);
  const hours = timeSplits(Date.UTC(2026, 3, 23, 18), Date.UTC(2026, 3, 24, 6), 3 * HOUR_MS);
  const [dayText] = timeTexts(splits.slice(1), DAY_MS);
  expect(timeTexts(hours, 3 * HOUR_MS)).toContain(dayText);
});

it('keeps its lines where they are while the view moves', () => {
  process.env['TZ'] = 'America/Santiago';
  const at = Date.UTC(2026, 8, 6, 4);
  const seen = new Set<number>();
  for (let hour = 0; hour < 48; hour += 1) {
    const fromMs = at - 10 * DAY_MS + hour * HOUR_MS;
    for (const split of timeSplits(fromMs, fromMs + 20 * DAY_MS, 5 * DAY_MS)) seen.add(split);
  }
  expect(seen.size).toBeLessThanOrEqual(5);
});

it('distinguishes the two half past two of an autumn night, and names no zone else', () => {
  process.env['TZ'] = 'Europe/Berlin';
  const first = Date.UTC(2026, 9, 25, 0, 30);
  expect(chartMomentWords(first)).not.toBe(chartMomentWords(first + HOUR_MS));
  expect(chartMomentWords(first + 2 * HOUR_MS)).not.toMatch(/GMT|CE|UTC/);
  process.env['TZ'] = 'Australia/Lord_Howe';
  const half = Date.UTC(2026, 3, 4, 14, 45);
  expect(chartMomentWords(half)).not.toBe(chartMomentWords(half + HOUR_MS / 2));
});
