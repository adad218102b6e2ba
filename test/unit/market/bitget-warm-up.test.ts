/**
 * A venue without history: the extension's own refresh in the market's time, through a day, a night of sleep and after
 * it. What the venue's state says to be collecting, and what rows have, must be the same story.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PerpState } from '../../../lib/domain/board';
import { OI_WINDOWS } from '../../../lib/domain/inputs';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { MODELS, scoreWith } from '../../../lib/scoring/score';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { bitget } from '../../../lib/venues/bitget';
import { openRefresh, START_MS } from './open-refresh';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PERIOD_MS = 20 * MINUTE_MS;

interface Seen {
  afterMs: number;
  /** By window: whether the state calls it ready, and in how long otherwise. */
  ready: boolean[];
  leftMs: (number | null)[];
  /** By window: how many rows have it, of those that were there from the beginning. */
  filled: number[];
  rows: number;
  /** Parts of a hundred that the scores of those rows stand on. */
  coverages: number[];
}

const { core, clock, database, store, context } = openRefresh(bitget, {
  // The smaller of its two universes: two days of it are quick.
  universe: { ...DEFAULT_SETTINGS.universe, quoteAssets: ['USDC'] },
  periodMinutes: PERIOD_MS / MINUTE_MS,
});
const now = (): number => clock.now();
const seen: Seen[] = [];

async function look(afterMs: number): Promise<void> {
  clock.setTime(START_MS + afterMs);
  await clock.run(refreshVenue(context, { force: false }));
  const { board, state } = await store.load('bitget');
  const perpStates = board?.perpStates ?? [];
  const { collecting } = state;
  if (collecting === null) throw new Error('a venue without history collects');
  seen.push({
    afterMs,
    ready: collecting.map(({ readyAtMs }) => readyAtMs === null),
    leftMs: collecting.map(({ readyAtMs }) => readyAtMs && readyAtMs - now()),
    filled: OI_WINDOWS.map(
      ({ input }) => perpStates.filter(({ inputs }) => inputs[input] !== null).length,
    ),
    rows: perpStates.length,
    coverages: [...new Set(perpStates.map(coverageOf))],
  });
}

function coverageOf({ inputs }: PerpState): number {
  return scoreWith(MODELS.classic, inputs).coverage;
}

async function live(fromMs: number, toMs: number): Promise<void> {
  for (let afterMs = fromMs; afterMs <= toMs; afterMs += PERIOD_MS) await look(afterMs);
}

const AWAKE_MS = 25 * HOUR_MS;
const BACK_MS = AWAKE_MS + 7 * HOUR_MS;

beforeAll(async () => {
  await live(0, AWAKE_MS);
  await live(BACK_MS, BACK_MS + 5 * HOUR_MS);
});
afterAll(() => database.close());

function at(afterMs: number): Seen {
  const found = seen.find((each) => each.afterMs === afterMs);
  if (found === undefined) throw new Error(`nobody looked after ${afterMs} ms`);
  return found;
}

it('calls a window ready exactly when the rows have it', () => {
  for (const { afterMs, ready, filled, rows } of seen) {
    expect(rows).toBe(49);
    expect([afterMs, ready.map((isReady) => (isReady ? rows : 0))]).toEqual([afterMs, filled]);
  }
});

it('shows prices and funding at once, each window when a sample is old enough, and as much coverage', () => {
  const [hour, four, day] = OI_WINDOWS.map(({ windowMs, toleranceMs }) => windowMs - toleranceMs);
  const first = (index: number) => seen.find(({ ready }) => ready[index])?.afterMs;
  const lookAfter = (ms = NaN) => Math.ceil(ms / PERIOD_MS) * PERIOD_MS;
  expect(OI_WINDOWS.map((_window, index) => first(index))).toEqual(
    [hour, four, day].map(lookAfter),
  );
  // Funding 28 and basis 16; open interest over 1 h 12, 4 h 16, 24 h 28.
  expect(at(0).coverages).toEqual([44]);
  expect(at(HOUR_MS).coverages).toEqual([56]);
  expect(at(4 * HOUR_MS).coverages).toEqual([72]);
  expect(at(24 * HOUR_MS).coverages).toEqual([100]);
});

it('counts down to the moment', () => {
  for (const { afterMs, leftMs } of seen.filter((each) => each.afterMs <= 19 * HOUR_MS)) {
    OI_WINDOWS.forEach(({ windowMs, toleranceMs }, index) => {
      const left = leftMs[index];
      if (left === null) return;
      const owedMs = windowMs - toleranceMs - afterMs;
      // Samples are stored by slots of 5 minutes.
      expect(Math.abs((left ?? NaN) - owedMs)).toBeLessThan(5 * MINUTE_MS);
    });
  }
});

it('collects the short windows anew after a gap, and keeps the long one that reaches over it', () => {
  expect(at(BACK_MS)).toMatchObject({ ready: [false, false, true], coverages: [72] });
  expect(at(BACK_MS + HOUR_MS)).toMatchObject({ ready: [true, false, true], coverages: [84] });
  expect(at(BACK_MS + 4 * HOUR_MS)).toMatchObject({ ready: [true, true, true], coverages: [100] });
  const { leftMs } = at(BACK_MS);
  expect(leftMs[0]).toBeGreaterThan(40 * MINUTE_MS);
  expect(leftMs[1]).toBeGreaterThan(3 * HOUR_MS);
});

it('asks four times a refresh, two more once an hour, and never a second time', () => {
  expect(core.requests.every(({ status }) => status === 200)).toBe(true);
  const count = (path: string) => core.requests.filter((each) => each.path.includes(path)).length;
  expect(count('tickers')).toBe(2 * seen.length);
  expect(count('current-fund-rate')).toBe(2 * seen.length);
  expect(count('instruments') / 2).toBeLessThanOrEqual(seen.length / 3 + 2);
  for (const { peakUnits, units } of core.usage().filter(({ venue }) => venue === 'bitget')) {
    expect(peakUnits).toBeLessThanOrEqual(units / 4);
  }
});
