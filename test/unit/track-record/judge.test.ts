/** Ratios of windows worked out by hand, and properties that hold for any windows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import { scoreCellOf, scoreCells } from '../../../lib/track-record/counting';
import { createDraw } from '../../../lib/track-record/bootstrap';
import type { TrackRecord } from '../../../lib/track-record/judge';
import { judge, judgeBands } from '../../../lib/track-record/judge';
import { outlookOf } from '../../../lib/track-record/tally';
import { tableOf } from '../../../lib/track-record/table';
import type { SymbolWindows, PriceWindow } from '../../../lib/track-record/windows';

const pace = () => Promise.resolve();
const thresholds = DEFAULT_THRESHOLDS;
const TRAILING = { recentPct: 1, dayPct: 1, weekPct: 1, isWholeWeek: true };

function windowOf(block: number, raw: number, moves: Partial<PriceWindow>): PriceWindow {
  const path = { volatilityPct: 1, downPct: 1, upPct: 1, trailing: TRAILING };
  return { ...path, block, scores: { classic: raw, crowding: Number.NaN }, ...moves };
}

const symbol = (...windows: PriceWindow[]): SymbolWindows => ({ windows, refused: 0 });

describe('cells', () => {
  it('are those that a score can be in, the strongest first', () => {
    expect(scoreCells(thresholds).map(({ band, side }) => `${band} ${side}`)).toEqual([
      'stressed LONG',
      'stressed SHORT',
      'stretched LONG',
      'stretched SHORT',
      'lean LONG',
      'lean SHORT',
      'neutral LONG',
      'neutral SHORT',
      'neutral NEUTRAL',
    ]);
    expect(scoreCells({ lean: 5, stretched: 35, stressed: 60 })).toContainEqual({
      band: 'lean',
      side: 'NEUTRAL',
    });
  });

  it('round as the board does', () => {
    expect(scoreCellOf(34.5, thresholds)).toEqual({ band: 'stretched', side: 'LONG' });
    expect(scoreCellOf(-34.49, thresholds)).toEqual({ band: 'lean', side: 'SHORT' });
    expect(scoreCellOf(11.49, thresholds)).toEqual({ band: 'neutral', side: 'NEUTRAL' });
  });
});

describe('ratios', () => {
  it('are of the mean over all, and of similar others', async () => {
    // Two symbols, one day; A moves ten times as much as B, both twice as much as usual when crowded.
    const table = await tableOf(
      new Map([
        [
          'A',
          symbol(
            windowOf(0, 40, { volatilityPct: 20, downPct: 10 }),
            windowOf(1, 0, { volatilityPct: 10, downPct: 4 }),
            windowOf(2, 0, { volatilityPct: 10, downPct: 6 }),
          ),
        ],
        [
          'B',
          symbol(
            windowOf(1, 0, { volatilityPct: 1, downPct: 1 }),
            windowOf(2, 0, { volatilityPct: 1, downPct: 1 }),
          ),
        ],
      ]),
      4,
      pace,
    );
    table.expected.fill(1);
    const cellAt = Int8Array.from(table.scores.classic, (raw) => (raw > 0 ? 0 : 1));
    const ratios = new Float64Array(8);
    createDraw(table, cellAt, ['LONG', 'NEUTRAL'])(new Uint16Array([1]), ratios);
    const [all, similar, adverseAll, adverseSimilar, calmAll, calmSimilar] = ratios;
    // All: mean 42 / 5 = 8.4. Similar: A's other two, mean 10. Down: mean 22 / 5 = 4.4; A's others 5.
    expect(all).toBeCloseTo(20 / 8.4, 9);
    expect(similar).toBeCloseTo(2, 9);
    expect(adverseAll).toBeCloseTo(10 / 4.4, 9);
    expect(adverseSimilar).toBeCloseTo(2, 9);
    // Calm: mean 22 / 4 = 5.5 of 8.4. Against the others: (10 + 10 + 1 + 1) of (15 + 15 + 1 + 1).
    expect(calmAll).toBeCloseTo(5.5 / 8.4, 9);
    expect(calmSimilar).toBeCloseTo(22 / 32, 9);
  });

  it('have no number where a window has no other similar one', async () => {
    const table = await tableOf(new Map([['A', symbol(windowOf(0, 40, {}))]]), 4, pace);
    const ratios = new Float64Array(4);
    createDraw(table, new Int8Array([0]), ['LONG'])(new Uint16Array([1]), ratios);
    expect([...ratios]).toEqual([1, Number.NaN, 1, Number.NaN]);
  });
});

describe('enough', () => {
  /** One symbol, `count` windows of 4 h in a row, always stretched long. */
  const table = (count: number) =>
    tableOf(
      new Map([['A', symbol(...Array.from({ length: count }, (_, at) => windowOf(at, 40, {})))]]),
      4,
      pace,
    );
  const stretched = async (count: number) =>
    (await judge(await table(count), { model: 'classic', thresholds }, pace)).cells[2];

  it('is thirty events on fifteen days', async () => {
    expect(await stretched(85)).toMatchObject({ events: 85, days: 15, isEnough: true });
    expect((await stretched(85))?.volatility.similar).toEqual({ ratio: 1, low: 1, high: 1 });
    // 14 days and 84 events: one day more at the rate so far.
    expect(await stretched(84)).toMatchObject({ days: 14, isEnough: false, daysMissing: 1 });
    expect((await stretched(84))?.volatility).toEqual({ all: null, similar: null });
  });

  it('counts windows that start together once', async () => {
    const crowd = Array.from({ length: 40 }, (_, name): [string, SymbolWindows] => [
      `S${name}`,
      symbol(windowOf(7, 40, {})),
    ]);
    const record = await judge(
      await tableOf(new Map(crowd), 4, pace),
      { model: 'classic', thresholds },
      pace,
    );
    expect(record.cells[2]).toMatchObject({ windows: 40, events: 1, isEnough: false });
  });

  it('says when, and how much history that is', async () => {
    // 12 windows in 2 days; 15 days are 13 more, and a window more is needed because the newest one is still open.
    expect(outlookOf(await table(12), 'classic')).toEqual({
      ...{ events: 12, days: 2, isEnough: false, daysMissing: 13, daysNeeded: 16 },
    });
    expect(outlookOf(await table(12), 'crowding')).toMatchObject({ events: 0, daysMissing: null });
  });
});

describe('the interval', () => {
  /** Sixty-four days, every second one stretched; a day's windows all move alike. */
  const days = (perDay: number, names: readonly string[]) => {
    const windows = Array.from({ length: 64 * perDay }, (_, at) => {
      const day = Math.floor(at / perDay);
      const moves = { volatilityPct: 1 + (day % 7), trailing: null };
      return windowOf(day * 6 + (at % perDay), day % 2 === 0 ? 40 : 0, moves);
    });
    return new Map(names.map((name) => [name, symbol(...windows)]));
  };
  const intervalOf = async (bySymbol: ReadonlyMap<string, SymbolWindows>) => {
    const table = await tableOf(bySymbol, 4, pace);
    return (await judge(table, { model: 'classic', thresholds }, pace)).cells[2]?.volatility.all;
  };

  it('is not narrower for more windows a day, or more symbols that move with the market', async () => {
    const once = await intervalOf(days(1, ['A']));
    expect(once?.low).toBeLessThan(0.9);
    for (const more of [days(6, ['A']), days(1, ['A', 'B', 'C']), days(6, ['A', 'B', 'C'])]) {
      const { ratio, low, high } = (await intervalOf(more)) ?? {};
      expect(ratio).toBeCloseTo(once?.ratio ?? 0, 9);
      expect(low).toBeCloseTo(once?.low ?? 0, 9);
      expect(high).toBeCloseTo(once?.high ?? 0, 9);
    }
  });
});

const anyWindows = fc.dictionary(
  fc.constantFrom('A', 'B', 'C', 'D'),
  fc
    .uniqueArray(
      fc.record({
        block: fc.integer({ min: 0, max: 150 }),
        raw: fc.oneof(fc.constant(Number.NaN), fc.double({ min: -100, max: 100, noNaN: true })),
        moves: fc.record({
          volatilityPct: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 50, noNaN: true })),
          downPct: fc.double({ min: 0, max: 50, noNaN: true }),
          upPct: fc.double({ min: 0, max: 50, noNaN: true }),
          trailing: fc.option(
            fc.record({
              recentPct: fc.double({ min: 0, max: 50, noNaN: true }),
              dayPct: fc.double({ min: 1e-6, max: 50, noNaN: true }),
              weekPct: fc.double({ min: 1e-6, max: 50, noNaN: true }),
              isWholeWeek: fc.boolean(),
            }),
          ),
        }),
      }),
      { selector: ({ block }) => block, minLength: 60, maxLength: 150 },
    )
    .map((all) => symbol(...all.map(({ block, raw, moves }) => windowOf(block, raw, moves)))),
);

async function judged(
  bySymbol: ReadonlyMap<string, SymbolWindows>,
  seed?: number,
): Promise<TrackRecord> {
  const table = await tableOf(bySymbol, 4, pace);
  const question = { model: 'classic', thresholds, resamples: 40 } as const;
  return judge(table, seed === undefined ? question : { ...question, seed }, pace);
}

describe('for any windows', () => {
  it('the answer is the same in any order, and each time', async () => {
    await fc.assert(
      fc.asyncProperty(anyWindows, async (given) => {
        const turned = Object.entries(given)
          .reverse()
          .map(([name, { windows }]): [string, SymbolWindows] => [
            name,
            symbol(...[...windows].reverse()),
          ]);
        const answer = await judged(new Map(Object.entries(given)));
        expect(await judged(new Map(turned))).toEqual(answer);
        expect(await judged(new Map(Object.entries(given)))).toEqual(answer);
      }),
      { numRuns: 40 },
    );
  });

  it('bands are what their sides are together, counted in the same drawings', async () => {
    await fc.assert(
      fc.asyncProperty(anyWindows, async (given) => {
        const table = await tableOf(new Map(Object.entries(given)), 4, pace);
        const question = { model: 'classic', thresholds, resamples: 40 } as const;
        const { bands } = await judge(table, question, pace);
        const { cells } = await judgeBands(table, question, pace);
        expect(bands.map(({ band, side }) => [band, side])).toEqual(
          cells.map(({ band, side }) => [band, side]),
        );
        for (const [index, alone] of cells.entries()) {
          const { volatility, adverse, ...counts } = bands[index] ?? alone;
          expect({ ...alone, ...counts }).toEqual(alone);
          expect(adverse).toEqual({ all: null, similar: null });
          for (const baseline of ['all', 'similar'] as const) {
            const [one, other] = [volatility[baseline], alone.volatility[baseline]];
            expect(one === null).toBe(other === null);
            expect(one?.ratio ?? 0).toBeCloseTo(other?.ratio ?? 0, 9);
            expect(one?.low ?? 0).toBeCloseTo(other?.low ?? 0, 9);
            expect(one?.high ?? 0).toBeCloseTo(other?.high ?? 0, 9);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('no figure is anything but a number, and each lies where it can', async () => {
    await fc.assert(
      fc.asyncProperty(anyWindows, async (given) => {
        const { cells, windows } = await judged(new Map(Object.entries(given)));
        expect(cells.reduce((sum, cell) => sum + cell.windows, 0)).toBe(windows);
        for (const cell of cells) {
          for (const { all, similar } of [cell.volatility, cell.adverse]) {
            for (const estimate of [all, similar]) {
              if (estimate === null) continue;
              expect(Object.values(estimate).every(Number.isFinite)).toBe(true);
              expect(estimate.low).toBeLessThanOrEqual(estimate.high);
              expect(estimate.low).toBeGreaterThanOrEqual(0);
            }
          }
          const { all, similar } = cell.volatility;
          expect(cell.isEnough || (all === null && similar === null)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('another seed draws other days', async () => {
    const windows = fc.sample(anyWindows, { numRuns: 20, seed: 5 });
    const rich = windows.find((given) => Object.keys(given).length >= 3);
    const map = new Map(Object.entries(rich ?? {}));
    expect(await judged(map, 2)).not.toEqual(await judged(map, 1));
  });

  it('stops when its pace says so', async () => {
    const many = Array.from({ length: 100 }, (_, at) => windowOf(at, 40, {}));
    const table = await tableOf(new Map([['A', symbol(...many)]]), 4, pace);
    const stop = (done: number) => (done < 3 ? pace() : Promise.reject(new Error('stopped')));
    await expect(judge(table, { model: 'classic', thresholds }, stop)).rejects.toThrow('stopped');
  });
});
