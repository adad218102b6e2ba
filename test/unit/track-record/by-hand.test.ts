/** The table, the counts and the intervals of a few windows, worked out by hand. */
import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import type { Series } from '../../../lib/domain/series';
import { SOURCE } from '../../../lib/domain/series';
import { bootstrap, createDraw } from '../../../lib/track-record/bootstrap';
import type { PastSource } from '../../../lib/track-record/collect';
import { collect, createPace } from '../../../lib/track-record/collect';
import {
  HALF_HOUR_MS,
  HORIZONS,
  scoreCellName,
  scoreCells,
} from '../../../lib/track-record/counting';
import { excludesOne, judge } from '../../../lib/track-record/judge';
import { tableOf } from '../../../lib/track-record/table';
import type { WindowTable } from '../../../lib/track-record/table';
import {
  cellNumbers,
  isEnough,
  outlookOf,
  shortfallOf,
  tally,
} from '../../../lib/track-record/tally';
import type { PriceWindow, SymbolWindows } from '../../../lib/track-record/windows';
import { DAY_MS } from '../../../lib/domain/time';

const pace = () => Promise.resolve();
const TRAILING = { recentPct: 1, dayPct: 1, weekPct: 1, isWholeWeek: true };

function windowOf(block: number, part: Partial<PriceWindow> = {}): PriceWindow {
  const path = { volatilityPct: 1, downPct: 1, upPct: 1, trailing: TRAILING };
  return { ...path, block, scores: { classic: block, crowding: -block }, ...part };
}

const symbol = (windows: PriceWindow[], refused = 0): SymbolWindows => ({ windows, refused });

describe('the table', () => {
  it('is in the order of days, then symbols, then time', async () => {
    const bySymbol = new Map([
      ['B', symbol([windowOf(13), windowOf(6)], 2)],
      [
        'A',
        symbol(
          [
            windowOf(8),
            windowOf(7, { volatilityPct: 2, downPct: 3, upPct: 4 }),
            windowOf(0, { volatilityPct: 5, downPct: 7, upPct: 6 }),
          ],
          1,
        ),
      ],
    ]);
    const count = vi.fn(pace);
    const table = await tableOf(bySymbol, 4, count);
    expect([...table.block]).toEqual([0, 7, 8, 6, 13]);
    expect([...table.dayStarts]).toEqual([0, 1, 4, 5]);
    expect([...table.values.subarray(0, 8)]).toEqual([5, 7, 6, 7, 2, 3, 4, 4]);
    expect([...table.scores.classic]).toEqual([0, 7, 8, 6, 13]);
    expect([...table.scores.crowding]).toEqual([-0, -7, -8, -6, -13]);
    expect(table).toMatchObject({ hours: 4, strata: 2, refused: 3 });
    // At least each symbol twice.
    expect(count.mock.calls.length).toBeGreaterThan(4);
  });

  it('has a day a window over 24 h, and none of nothing', async () => {
    const table = await tableOf(new Map([['A', symbol([windowOf(3), windowOf(4)])]]), 24, pace);
    expect([...table.dayStarts]).toEqual([0, 1, 2]);
    const empty = await tableOf(new Map([['A', symbol([], 5)]]), 24, pace);
    expect([...empty.dayStarts]).toEqual([0]);
    expect(empty.refused).toBe(5);
  });

  it('has what is expected and the group of each window, those of one symbol after another', async () => {
    const known = symbol([windowOf(0), windowOf(6, { trailing: null })]);
    const table = await tableOf(
      new Map([
        ['A', known],
        ['B', known],
      ]),
      4,
      pace,
    );
    expect([...table.stratum]).toEqual([0, 1, -1, -1]);
    expect([...table.expected].map((value) => value > 0)).toEqual([true, true, false, false]);
    expect([...table.fine]).toEqual([0, 0, 0, 0]);
  });

  it('compares finely what has tenths and a whole week', async () => {
    const windows = Array.from({ length: 150 }, (_, block) =>
      windowOf(block, { trailing: { ...TRAILING, isWholeWeek: block >= 40 } }),
    );
    const few = windows.slice(0, 149);
    const fineOf = async (all: PriceWindow[]) =>
      (await tableOf(new Map([['A', symbol(all)]]), 4, pace)).fine.indexOf(1);
    expect(await fineOf(windows)).toBe(40);
    expect(await fineOf(few)).toBe(-1);
  });
});

/** Rows of `[block, stratum]`, each in a day of its own where nothing else is said. */
function rows(hours: 4 | 24, ...all: (readonly [block: number, stratum: number])[]): WindowTable {
  const zeros = new Float32Array(all.length);
  return {
    hours,
    block: Int32Array.from(all, ([block]) => block),
    stratum: Int32Array.from(all, ([, stratum]) => stratum),
    values: new Float32Array(all.length * 4),
    expected: new Float32Array(all.length).fill(1),
    fine: Uint8Array.from(all, ([, stratum]) => (stratum === 0 ? 1 : 0)),
    strata: 3,
    scores: { classic: zeros, crowding: zeros },
    dayStarts: Int32Array.from([...all.keys(), all.length]),
    refused: 0,
  };
}

describe('the counts', () => {
  it('are of windows, of the moments they start at, and of days', () => {
    const table = rows(4, [40, 0], [5, 0], [5, -1], [6, 1], [7, -1], [17, 2], [18, 0]);
    const cellAt = Int8Array.of(-1, 0, 0, 1, 0, 1, 1);
    expect(tally(table, cellAt, 2)).toEqual({
      cells: [
        { windows: 3, events: 2, days: 2, similar: { windows: 1, fine: 1, events: 1, days: 1 } },
        { windows: 3, events: 3, days: 3, similar: { windows: 3, fine: 1, events: 3, days: 3 } },
      ],
      events: 5,
      spanDays: 14 / 6,
    });
  });

  it('are of days over 24 h', () => {
    const counted = tally(rows(24, [3, 0], [9, 0]), Int8Array.of(0, 0), 1);
    expect(counted).toMatchObject({ spanDays: 7, events: 2, cells: [{ events: 2, days: 2 }] });
  });

  it('are none of nothing', () => {
    expect(tally(rows(4, [5, 0]), Int8Array.of(-1), 1)).toEqual({
      cells: [
        { windows: 0, events: 0, days: 0, similar: { windows: 0, fine: 0, events: 0, days: 0 } },
      ],
      events: 0,
      spanDays: 0,
    });
  });

  it('are by the rounded score and its side', () => {
    const cells = scoreCells(DEFAULT_THRESHOLDS);
    const raws = [NaN, 34.5, -34.5, 34.4, 0, -0.4, 12, -12, 100, -100, 59.5];
    const numbers = cellNumbers(Float32Array.from(raws), cells, DEFAULT_THRESHOLDS);
    const names = [...numbers].map((at) => {
      const cell = cells[at];
      return cell === undefined ? at : scoreCellName(cell);
    });
    expect(names).toEqual([
      ...[-1, 'stretched LONG', 'stretched SHORT', 'lean LONG'],
      ...['neutral NEUTRAL', 'neutral NEUTRAL', 'neutral LONG', 'neutral SHORT'],
      ...['stressed LONG', 'stressed SHORT', 'stressed LONG'],
    ]);
    // A cell that is not asked for has no number.
    expect([...cellNumbers(Float32Array.of(0), [], DEFAULT_THRESHOLDS)]).toEqual([-1]);
  });

  it.each([
    [30, 15, true],
    [29, 15, false],
    [30, 14, false],
  ])('%i events on %i days are enough: %s', (events, days, enough) => {
    expect(isEnough({ events, days })).toBe(enough);
  });

  it.each([
    // The rate of events, that of days, and neither.
    [10, 10, 5, 4, 10, 16],
    [30, 5, 5, 4, 10, 16],
    [10, 15, 30, 24, 60, 91],
    [60, 20, 20, 24, 0, 21],
    [60, 20, 20.5, 4, 0, 21],
  ] as const)(
    'with %i events on %i of %d days over %i h it takes %i days more, %i in all',
    (events, days, span, hours, daysMissing, daysNeeded) => {
      expect(shortfallOf({ events, days }, span, hours)).toEqual({ daysMissing, daysNeeded });
    },
  );

  it('without an event do not say how long it takes', () => {
    const unknown = { daysMissing: null, daysNeeded: null };
    expect(shortfallOf({ events: 0, days: 0 }, 5, 4)).toEqual(unknown);
    expect(shortfallOf({ events: 1, days: 1 }, 0, 4)).toEqual(unknown);
  });

  it('of a horizon leave out windows without a score of the model', () => {
    const table = rows(24, [3, 0], [4, 0], [9, 0]);
    table.scores.crowding = Float32Array.of(NaN, 5, 5);
    expect(outlookOf(table, 'crowding')).toMatchObject({ events: 2, days: 2, isEnough: false });
    expect(outlookOf(table, 'classic')).toMatchObject({ events: 3, days: 3 });
  });
});

describe('the intervals', () => {
  const job = { days: 4, figures: 1, resamples: 100, seed: 7 };

  it('are of whole days, drawn as often as there are days', async () => {
    const drawn: number[][] = [];
    const draw = (weights: Uint16Array, ratios: Float64Array) => {
      drawn.push([...weights]);
      ratios[0] = weights[0] ?? NaN;
    };
    const paces: number[] = [];
    const found = await bootstrap({ ...job, draw }, (done) => {
      paces.push(done);
      return Promise.resolve();
    });
    expect(drawn[0]).toEqual([1, 1, 1, 1]);
    expect(drawn).toHaveLength(101);
    const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
    expect(new Set(drawn.map(sum))).toEqual(new Set([4]));
    const perDay = [0, 1, 2, 3].map((day) => sum(drawn.slice(1).map((one) => one[day] ?? NaN)));
    expect(Math.min(...perDay)).toBeGreaterThan(70);
    expect(paces).toEqual(Array.from({ length: 101 }, (_, done) => done));
    expect(found).toEqual([{ ratio: 1, low: 0, high: 2 }]);
    const again = await bootstrap({ ...job, draw }, pace);
    expect(again).toEqual(found);
    expect(drawn.slice(101)).toEqual(drawn.slice(0, 101));
    await bootstrap({ ...job, seed: 8, draw }, pace);
    expect(drawn.slice(202)).not.toEqual(drawn.slice(0, 101));
  });

  /** Figures by the number of the draw, 0 for the whole sample. */
  const estimates = (figures: number, of: (draw: number, figure: number) => number) => {
    let count = -1;
    const draw = (_: Uint16Array, ratios: Float64Array) => {
      count += 1;
      ratios.forEach((_value, figure) => (ratios[figure] = of(count, figure)));
    };
    return bootstrap({ ...job, figures, draw }, pace);
  };

  it('leave out a fortieth at each end', async () => {
    const found = await estimates(2, (draw, figure) => draw + 1_000 * figure);
    const [first, second] = found;
    expect([first?.ratio, second?.ratio]).toEqual([0, 1_000]);
    expect(first?.low).toBeCloseTo(3.475, 9);
    expect(first?.high).toBeCloseTo(97.525, 9);
    expect(second?.low).toBeCloseTo(1_003.475, 9);
  });

  it('need a number in 95 of 100 draws, and in the sample itself', async () => {
    const found = await estimates(5, (draw, figure) => {
      if (figure === 0) return draw > 95 ? NaN : 2;
      if (figure === 1) return draw > 94 ? NaN : 2;
      if (figure === 2) return draw > 94 ? Infinity : 2;
      if (figure === 3) return draw === 0 ? NaN : 2;
      return draw === 0 ? Infinity : 2;
    });
    expect(found).toEqual([{ ratio: 2, low: 2, high: 2 }, null, null, null, null]);
  });

  it('leave out a window that is in no cell, and a day that was not drawn', () => {
    const table = rows(24, [1, 0], [2, 0], [3, 0], [4, -1]);
    table.values.set([1, 2, 3, 4, 2, 4, 6, 8, 4, 8, 12, 16, 8, 16, 24, 32]);
    const ratios = new Float64Array(12);
    const cellAt = Int8Array.of(0, 1, 2, -1);
    const draw = createDraw(table, cellAt, ['LONG', 'SHORT', 'NEUTRAL']);
    draw(Uint16Array.of(1, 2, 0, 5), ratios);
    // Means of three windows: 5 / 3 of volatility, 10 / 3 down, 15 / 3 up.
    expect(ratios[0]).toBeCloseTo(1 / (5 / 3), 12);
    expect(ratios[2]).toBeCloseTo(2 / (10 / 3), 12);
    expect(ratios[4]).toBeCloseTo(2 / (5 / 3), 12);
    expect(ratios[6]).toBeCloseTo(6 / (15 / 3), 12);
    // Similar: the first one's others are the second twice; the second one's the first.
    expect(ratios[1]).toBeCloseTo(1 / 2, 12);
    expect(ratios[3]).toBeCloseTo(2 / 4, 12);
    expect(ratios[5]).toBeCloseTo(2, 12);
    expect(ratios[7]).toBeCloseTo(6 / 3, 12);
    expect([...ratios.subarray(8)]).toEqual([NaN, NaN, NaN, NaN]);
    // The next sample begins anew.
    draw(Uint16Array.of(0, 0, 1, 1), ratios);
    expect([...ratios.subarray(8)]).toEqual([1, NaN, 1, NaN]);
    expect([...ratios.subarray(0, 4)]).toEqual([NaN, NaN, NaN, NaN]);
  });

  it.each([
    [1.004, 2, false],
    [1.005, 2, true],
    [0.5, 0.995, false],
    [0.5, 0.994, true],
  ])('of %d to %d exclude 1: %s', (low, high, is) => {
    expect(excludesOne({ ratio: 1, low, high })).toBe(is);
  });
});

describe('a record', () => {
  it('has every figure of a cell with enough events, and says how far it is', async () => {
    // 20 days of six windows; the second half stretched long and twice as restless.
    const windows = Array.from({ length: 120 }, (_, block) => {
      // As often at each time of day.
      const isCrowded = (block + Math.floor(block / 6)) % 2 === 0;
      const moves = isCrowded ? 2 : 1;
      const path = { volatilityPct: moves, downPct: 2 * moves, upPct: moves };
      return windowOf(block, { ...path, scores: { classic: isCrowded ? 40 : 0, crowding: NaN } });
    });
    const table = await tableOf(new Map([['A', symbol(windows, 4)]]), 4, pace);
    const paces: [number, number][] = [];
    const question = { model: 'classic', thresholds: DEFAULT_THRESHOLDS, resamples: 3 } as const;
    const record = await judge(table, question, (...step) => {
      paces.push(step);
      return Promise.resolve();
    });
    expect(paces).toEqual([0, 0, 0, 1, 2, 3].map((done) => [done, 3]));
    expect(record).toMatchObject({
      ...{ windows: 120, events: 120, refused: 4, spanDays: 20, intervals: 4, excludingOne: 4 },
    });
    const [, , stretched, , , , , , calm] = record.cells;
    const near = (value: number) => {
      const about: unknown = expect.closeTo(value, 6);
      return { ratio: about, low: about, high: about };
    };
    expect(stretched).toMatchObject({
      ...{ windows: 60, events: 60, days: 20, isEnough: true, daysMissing: 0, daysNeeded: 21 },
      volatility: { all: near(2 / 1.5) },
      adverse: { all: near(2 / 1.5) },
    });
    expect(stretched?.volatility.similar?.ratio).toBeCloseTo(2 / ((119 * 1.5 + 1.5 - 2) / 119), 6);
    expect(stretched?.adverse.similar?.ratio).toBeCloseTo(4 / ((180 * 2 - 4) / 119), 6);
    // Neutral: the larger of both moves.
    expect(calm?.adverse.all).toEqual(near(2 / 3));
    expect(record.cells[0]).toMatchObject({
      ...{ windows: 0, isEnough: false, daysMissing: null },
      ...{ volatility: { all: null, similar: null }, adverse: { all: null, similar: null } },
    });
  });

  it('counts the intervals that exclude 1, and those that do not', async () => {
    const windows = Array.from({ length: 120 }, (_, block) =>
      windowOf(block, { scores: { classic: 40, crowding: NaN } }),
    );
    const table = await tableOf(new Map([['A', symbol(windows)]]), 4, pace);
    const question = { model: 'classic', thresholds: DEFAULT_THRESHOLDS, resamples: 3 } as const;
    const record = await judge(table, question, pace);
    expect([record.intervals, record.excludingOne]).toEqual([2, 0]);
  });

  it('has no figures against similar windows where too few are known', async () => {
    const windows = Array.from({ length: 120 }, (_, block) =>
      windowOf(block, { trailing: null, scores: { classic: 40, crowding: NaN } }),
    );
    const table = await tableOf(new Map([['A', symbol(windows)]]), 4, pace);
    const question = { model: 'classic', thresholds: DEFAULT_THRESHOLDS, resamples: 3 } as const;
    const { cells, intervals } = await judge(table, question, pace);
    const one = { ratio: 1, low: 1, high: 1 };
    expect(cells[2]).toMatchObject({
      volatility: { all: one, similar: null },
      adverse: { all: one, similar: null },
    });
    expect(intervals).toBe(0);
  });
});

describe('collecting', () => {
  const NOW_MS = 40 * DAY_MS;
  const seriesFrom = (fromMs: number, count: number): Series => {
    const column = (of: (index: number) => number) =>
      Float64Array.from({ length: count }, (_, at) => of(at));
    const none = column(() => NaN);
    const ten = column(() => 10);
    return {
      ...{ atMs: column((at) => fromMs + at * HALF_HOUR_MS), stepMs: column(() => HALF_HOUR_MS) },
      ...{ baseQty: none, fundingRate: none, fundingPeriodHours: none, basisPct: none },
      ...{ markPrice: column(() => 100), quoteVolume24h: none },
      ...{ classic: { mean: ten, least: ten, most: ten } },
      ...{ crowding: { mean: ten, least: ten, most: ten } },
      source: new Uint8Array(count).fill(SOURCE.own),
    };
  };
  const run = (
    read: PastSource['read'],
    symbols: readonly string[],
    signal = new AbortController().signal,
  ) => {
    const progress: [number, number][] = [];
    const collected = collect({
      ...{ source: { read }, venue: 'okx', symbols, fromMs: 5, nowMs: NOW_MS, signal },
      onProgress: (...step) => progress.push(step),
    });
    return { progress, collected };
  };

  it('reads every symbol, a few at a time, and skips what is missing or unreadable', async () => {
    const read = vi.fn((_: string, name: string) => {
      if (name === 'B') return Promise.reject(new Error('damaged'));
      if (name === 'C') return Promise.resolve(null);
      const late = name === 'E' ? 2 * DAY_MS : 0;
      return Promise.resolve(seriesFrom(30 * DAY_MS + late, 3 * 48));
    });
    const { collected, progress } = run(read, ['A', 'B', 'C', 'D', 'E']);
    const { tables, ...rest } = await collected;
    expect(rest).toEqual({
      ...{ symbols: 5, recorded: 3, unread: 1, firstMs: 30 * DAY_MS },
      lastMs: 35 * DAY_MS - HALF_HOUR_MS,
    });
    expect(progress).toEqual([
      [0, 5],
      [4, 5],
      [5, 5],
    ]);
    expect(read.mock.calls[0]).toEqual(['okx', 'A', 5, NOW_MS + DAY_MS]);
    expect(HORIZONS.map((hours) => tables[hours].hours)).toEqual([4, 24]);
    // Three symbols of three days: all windows but the first, and the last without its end.
    expect(HORIZONS.map((hours) => tables[hours].block.length)).toEqual([3 * 16, 3]);
    expect(tables[4].strata).toBe(3);
  });

  it('finds nothing where nothing was recorded', async () => {
    const { collected } = run(() => Promise.resolve(null), ['A']);
    expect(await collected).toMatchObject({ recorded: 0, unread: 0, firstMs: null, lastMs: null });
    const { collected: none } = run(() => Promise.resolve(null), []);
    expect(await none).toMatchObject({ symbols: 0, recorded: 0 });
  });

  it('fails where every symbol is unreadable', async () => {
    const { collected } = run((_, name) => Promise.reject(new Error(name)), ['A', 'B']);
    await expect(collected).rejects.toThrow('B');
  });

  it('ends when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const { collected } = run(() => Promise.resolve(null), ['A'], signal);
    await expect(collected).rejects.toThrow('enough');
  });
});

describe('the pace', () => {
  it('goes on at once within a slice, and lets others run after it', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    const channel = vi.fn(globalThis.MessageChannel);
    vi.stubGlobal('MessageChannel', channel);
    try {
      const next = createPace(new AbortController().signal);
      clock.mockReturnValue(1_013.9);
      await next();
      expect(channel).not.toHaveBeenCalled();
      clock.mockReturnValue(1_014);
      await next();
      expect(channel).toHaveBeenCalledTimes(1);
      // The slice begins anew.
      clock.mockReturnValue(1_020);
      await next();
      expect(channel).toHaveBeenCalledTimes(1);
    } finally {
      clock.mockRestore();
      vi.unstubAllGlobals();
    }
  });

  it('stops for who gave up, before and after the others', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000);
    try {
      const controller = new AbortController();
      const next = createPace(controller.signal);
      clock.mockReturnValue(2_000);
      const waiting = next();
      controller.abort(new Error('enough'));
      await expect(waiting).rejects.toThrow('enough');
      await expect(next()).rejects.toThrow('enough');
    } finally {
      clock.mockRestore();
    }
  });
});
