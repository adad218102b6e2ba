/** How far a value may go at once: each limit, from both sides. */
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/domain/time';
import type { Work } from '../../../lib/refresh/context';
import {
  quarantinedBySymbol,
  isFarOff,
  isOfFuture,
  mayBeResized,
  plausibleHistory,
  plausibleOpenInterest,
  plausibleReading,
  withClockSkew,
  withQuarantined,
  withoutFutureRows,
} from '../../../lib/refresh/plausibility';
import { MAX_SKEW_MS, newVenueState } from '../../../lib/refresh/state';
import type { Snapshot } from '../../../lib/venues/contract';
import { refreshContext } from '../../tools/refresh-context';
import { perpState } from '../history/boards';

const NOW_MS = Date.UTC(2026, 2, 10, 12);
const SOON_MS = NOW_MS + 5 * MINUTE_MS;

const readingOf = (part: object = {}, pricedAtMs = SOON_MS) => ({
  symbol: 'A',
  markPrice: 100,
  indexPrice: 100,
  fundingRate: 0.0001,
  fundingPeriodHours: 8,
  nextFundingAtMs: null,
  quoteVolume24h: 1e6,
  ...part,
  pricedAtMs,
});
/** On the board at noon, with a basis of 0. */
const known = (part: object = {}, baseQty: number | null = null) => {
  const plain = perpState('A', baseQty, NOW_MS);
  return {
    ...plain,
    reading: readingOf(part, NOW_MS),
    inputs: { ...plain.inputs, basisPct: 0 },
  };
};
type Quarantined = ReturnType<typeof plausibleReading>['quarantined'];

describe('a price', () => {
  const markOf = (
    markPrice: number,
    pricedAtMs = SOON_MS,
    before: ReturnType<typeof known> | undefined = known(),
  ) => {
    // The index price goes with it, so that the basis is quiet.
    const { reading } = plausibleReading(
      readingOf({ markPrice, indexPrice: null }, pricedAtMs),
      before,
      [],
    );
    return reading.markPrice;
  };

  it.each([
    [299, 299],
    [300, null],
    [34, 34],
    [33, null],
    [0, null],
    [-100, null],
  ])('of %d after one of 100 within an hour is %s', (price, expected) => {
    expect(markOf(price)).toBe(expected);
    expect(markOf(price, NOW_MS + HOUR_MS)).toBe(expected);
  });

  it.each([
    [300, 300],
    [2_999, 2_999],
    [3_000, null],
    [3, null],
    [0, null],
  ])('of %d after more than an hour is %s', (price, expected) => {
    expect(markOf(price, NOW_MS + HOUR_MS + 1)).toBe(expected);
  });

  it('without one before may be any but nothing and less', () => {
    const noPrice = known({ markPrice: null });
    expect(markOf(1e9, SOON_MS, noPrice)).toBe(1e9);
    expect(
      plausibleReading(readingOf({ markPrice: 1e9, indexPrice: null }), undefined, []).reading
        .markPrice,
    ).toBe(1e9);
    expect(markOf(0, SOON_MS, noPrice)).toBeNull();
  });

  it('that is missing stays missing, without an outlier', () => {
    const missing = { markPrice: null, indexPrice: null, fundingRate: null };
    const { reading, quarantined, redefinedAtMs } = plausibleReading(
      readingOf(missing),
      known(),
      [],
    );
    expect(reading).toMatchObject(missing);
    expect([quarantined, redefinedAtMs]).toEqual([[], null]);
  });

  it('of the index has the same limits, and its own quarantine', () => {
    const of = (indexPrice: number) =>
      plausibleReading(readingOf({ indexPrice, markPrice: null }), known(), []);
    expect(of(299).reading.indexPrice).toBe(299);
    expect(of(300).reading.indexPrice).toBeNull();
    expect(of(300).quarantined).toEqual([
      {
        symbol: 'A',
        of: 'indexPrice',
        value: 300,
        atMs: SOON_MS,
        before: { value: 100, atMs: NOW_MS },
      },
    ]);
    expect(of(0).reading.indexPrice).toBeNull();
  });
});

describe('a funding rate', () => {
  it.each([
    [0.5, null, null],
    [0.05, null, 0.05],
    [-0.05, null, -0.05],
    [0.0501, null, null],
    [-0.0501, null, null],
    [0.05, 0.025, 0.05],
    [0.0501, 0.025, null],
    [0, 0.025, 0],
    [-0.0001, 0.025, null],
    [0.5, 0.48, 0.5],
    [-0.5, -0.48, -0.5],
    [0.51, 0.5, null],
    [-0.51, -0.5, null],
  ])('of %d after %s is %s', (fundingRate, before, expected) => {
    const { reading } = plausibleReading(
      readingOf({ fundingRate }),
      known({ fundingRate: before }),
      [],
    );
    expect(reading.fundingRate).toBe(expected);
  });
});

describe('a basis', () => {
  const basisOf = (markPrice: number, before: number | null) => {
    const state = known({ markPrice: 100, indexPrice: 100 });
    const verdict = plausibleReading(
      readingOf({ markPrice }),
      { ...state, inputs: { ...state.inputs, basisPct: before } },
      [],
    );
    expect(verdict.reading.markPrice).toBe(markPrice);
    return verdict.reading.indexPrice === null ? null : markPrice - 100;
  };

  it.each([
    [10, null, 10],
    [10.5, null, null],
    [-10, null, -10],
    [-10.5, null, null],
    [20, 0, 20],
    [20.5, 0, null],
    [-20, 0, -20],
    [-20.5, 0, null],
    [35, 15, 35],
  ])(
    'of %d %% after %s is %s: the index price goes, the mark price stays',
    (basis, before, expected) => {
      expect(basisOf(100 + basis, before)).toBe(expected);
    },
  );

  it.each([
    [1_000, 850],
    [10, -85],
  ])(
    'of a mark price of %d against 100 can’t be, whatever was before (%d %%)',
    (markPrice, before) => {
      const state = known({ markPrice, indexPrice: 100 });
      const { reading, quarantined } = plausibleReading(
        readingOf({ markPrice }),
        { ...state, inputs: { ...state.inputs, basisPct: before } },
        [],
      );
      expect([reading.markPrice, reading.indexPrice]).toEqual([markPrice, null]);
      expect(quarantined.map(({ of }) => of)).toEqual(['basisPct']);
    },
  );
});

describe('a value that is set aside', () => {
  const outliersOf = (value: number, atMs: number) =>
    plausibleReading(readingOf({ markPrice: value, indexPrice: null }, atMs), known(), [])
      .quarantined;
  const again = (value: number, atMs: number, quarantined: Quarantined) =>
    plausibleReading(readingOf({ markPrice: value, indexPrice: null }, atMs), known(), quarantined);

  it('is believed when a later one is near it', () => {
    const quarantined = outliersOf(400, SOON_MS);
    expect(again(410, SOON_MS + MINUTE_MS, quarantined)).toMatchObject({
      reading: { markPrice: 410 },
      quarantined: [],
    });
    // Threefold of the quarantined one is another outlier.
    const other = again(1_200, SOON_MS + MINUTE_MS, quarantined);
    expect(other.reading.markPrice).toBeNull();
    expect(other.quarantined).toMatchObject([
      { value: 1_200, before: { value: 100, atMs: NOW_MS } },
    ]);
  });

  it('is not confirmed by the same answer again, nor by an earlier one', () => {
    const quarantined = outliersOf(400, SOON_MS);
    expect(again(400, SOON_MS, quarantined)).toMatchObject({
      reading: { markPrice: null },
      quarantined,
    });
    expect(again(410, SOON_MS, quarantined).reading.markPrice).toBeNull();
    expect(again(400, SOON_MS - MINUTE_MS, quarantined).quarantined).toEqual(quarantined);
  });

  it('that can’t be confirms nothing', () => {
    const impossible = outliersOf(0, SOON_MS).map((outlier) => ({ ...outlier, value: -400 }));
    expect(again(400, SOON_MS + MINUTE_MS, impossible).reading.markPrice).toBeNull();
  });

  it('still counts against what was before, where the board has nothing any more', () => {
    const quarantined = outliersOf(400, SOON_MS);
    const later = plausibleReading(
      readingOf({ markPrice: 1_300, indexPrice: null }, SOON_MS + MINUTE_MS),
      known({ markPrice: null }),
      quarantined,
    );
    expect(later.reading.markPrice).toBeNull();
    expect(later.quarantined).toMatchObject([{ before: { value: 100, atMs: NOW_MS } }]);
  });

  it('of one kind says nothing of another', () => {
    const quarantined = outliersOf(400, SOON_MS).map((outlier) => ({
      ...outlier,
      of: 'indexPrice' as const,
    }));
    expect(again(410, SOON_MS + MINUTE_MS, quarantined).reading.markPrice).toBeNull();
  });
});

describe('a symbol that means something else now', () => {
  const confirmed = (price: number, was: number, agoMs: number) => {
    const outlier = {
      symbol: 'A',
      of: 'markPrice' as const,
      value: price,
      atMs: SOON_MS,
      before: { value: was, atMs: SOON_MS - agoMs },
    };
    const now = readingOf({ markPrice: price, indexPrice: null }, SOON_MS + MINUTE_MS);
    return plausibleReading(now, known({ markPrice: null }), [outlier]).redefinedAtMs;
  };

  it('is one whose confirmed price is fivefold within an hour, since the first of the two', () => {
    const shortMs = HOUR_MS - MINUTE_MS;
    expect(confirmed(500, 100, shortMs)).toBe(SOON_MS);
    expect(confirmed(20, 100, shortMs)).toBe(SOON_MS);
    expect(confirmed(499, 100, shortMs)).toBeNull();
    expect(confirmed(5_000, 100, HOUR_MS)).toBe(SOON_MS);
    expect(confirmed(5_000, 100, HOUR_MS + 1)).toBeNull();
  });

  const split = (
    price: number,
    baseQty: number,
    part: { agoMs?: number; was?: number; price?: number | null } = {},
  ) => {
    const { agoMs = 5 * MINUTE_MS, was = 1_000 } = part;
    const before = {
      ...known({ markPrice: part.price === undefined ? 100 : part.price }),
      openInterest: { baseQty: was, atMs: SOON_MS - agoMs },
    };
    const now = readingOf({ markPrice: price, indexPrice: null });
    const sample = { baseQty, atMs: SOON_MS };
    return plausibleReading(now, before, [], sample).redefinedAtMs;
  };

  it('is one whose price doubles while its open interest is worth the same', () => {
    expect(split(200, 500)).toBe(SOON_MS);
    expect(split(50, 2_000)).toBe(SOON_MS);
    expect(split(190, 1_000 / 1.9)).toBe(SOON_MS);
    expect(split(189, 1_000 / 1.89)).toBeNull();
    expect(split(200, 524)).toBe(SOON_MS);
    expect(split(200, 526)).toBeNull();
    expect(split(200, 476)).toBe(SOON_MS);
    expect(split(200, 474)).toBeNull();
  });

  it('is not seen over more than an hour, or without a value to compare', () => {
    expect(split(200, 500, { agoMs: HOUR_MS })).toBe(SOON_MS);
    expect(split(200, 500, { agoMs: HOUR_MS + 1 })).toBeNull();
    expect(split(200, 0, { was: 0 })).toBeNull();
    expect(split(200, -500, { was: -1_000 })).toBeNull();
    expect(split(200, 500, { price: null })).toBeNull();
    const now = readingOf({ markPrice: 200, indexPrice: null });
    expect(plausibleReading(now, known({}, 1_000), []).redefinedAtMs).toBeNull();
    expect(
      plausibleReading(now, known(), [], { baseQty: 500, atMs: SOON_MS }).redefinedAtMs,
    ).toBeNull();
  });
});

describe('open interest', () => {
  const VENUE = { venue: { listing: {} } } as Parameters<typeof plausibleOpenInterest>[0];
  const OF_CONTRACTS = { venue: { listing: { states: { contractSizes: true } } } } as typeof VENUE;
  const one = (
    baseQty: number,
    part: {
      before?: number | null;
      atMs?: number;
      venue?: typeof VENUE;
      quarantined?: Quarantined;
      price?: number | null;
      others?: readonly number[];
    } = {},
  ) => {
    const { before = 1_000, atMs = SOON_MS, venue = VENUE, quarantined = [], price = 100 } = part;
    const state = {
      ...known({ markPrice: price }, before),
      reading: readingOf({ markPrice: price }, NOW_MS),
    };
    const others = (part.others ?? []).map((usd, index) => ({
      ...perpState(`O${index}`, usd, NOW_MS),
      reading: readingOf({ symbol: `O${index}`, markPrice: 1 }, NOW_MS),
    }));
    const samples = new Map([['A', { baseQty, atMs }]]);
    const verdict = plausibleOpenInterest(venue, [state, ...others], samples, quarantined);
    const accepted = verdict.samples.get('A')?.baseQty ?? null;
    expect(verdict.quarantined).toHaveLength(accepted === null ? 1 : 0);
    return accepted;
  };

  it.each([
    [7_999, 7_999],
    [8_000, null],
    [126, 126],
    [125, null],
    [0, null],
    [-1, null],
  ])('of %d after 1,000 within an hour is %s', (baseQty, expected) => {
    expect(one(baseQty)).toBe(expected);
    expect(one(baseQty, { atMs: NOW_MS + HOUR_MS })).toBe(expected);
  });

  it.each([
    [99_999, 99_999],
    [100_000, null],
    [10, null],
  ])('of %d after more than an hour is %s', (baseQty, expected) => {
    const later = { ...known({}, 1_000), reading: readingOf({}, NOW_MS + HOUR_MS + 1) };
    const samples = new Map([['A', { baseQty, atMs: NOW_MS + HOUR_MS + 1 }]]);
    const { samples: accepted } = plausibleOpenInterest(VENUE, [later], samples, []);
    expect(accepted.get('A')?.baseQty ?? null).toBe(expected);
  });

  it.each([
    [1_999, 1_999],
    [2_000, null],
    [501, 501],
    [500, null],
  ])(
    'of %d is %s where it is counted in contracts, or where the price is quarantined, too',
    (baseQty, expected) => {
      expect(one(baseQty, { venue: OF_CONTRACTS })).toBe(expected);
      const price = { symbol: 'A', value: 1, atMs: NOW_MS, before: null };
      expect(one(baseQty, { quarantined: [{ ...price, of: 'markPrice' }] })).toBe(expected);
      expect(one(baseQty, { quarantined: [{ ...price, of: 'indexPrice' }] })).toBe(baseQty);
      expect(one(baseQty, { quarantined: [{ ...price, of: 'markPrice', symbol: 'B' }] })).toBe(
        baseQty,
      );
    },
  );

  it('is at most 10 trillion dollars, where there is a price', () => {
    expect(one(1e11, { before: null })).toBe(1e11);
    expect(one(1.01e11, { before: null })).toBeNull();
    expect(one(1e99, { before: null, price: null })).toBe(1e99);
  });

  it('is of about the time of the prices: an hour later, or a day earlier, at most', () => {
    expect(one(1_000, { atMs: NOW_MS + HOUR_MS })).toBe(1_000);
    expect(one(1_000, { atMs: NOW_MS + HOUR_MS + 1 })).toBeNull();
    expect(one(1_000, { atMs: NOW_MS - DAY_MS })).toBe(1_000);
    expect(one(1_000, { atMs: NOW_MS - DAY_MS - 1 })).toBeNull();
    const unpriced = { ...perpState('A', 1_000, NOW_MS), reading: null };
    const samples = new Map([['A', { baseQty: 1_000, atMs: NOW_MS + DAY_MS }]]);
    expect(plausibleOpenInterest(VENUE, [unpriced], samples, []).samples.size).toBe(1);
  });

  it('for the first time is not more than of all others together, of which there are five', () => {
    const others = [1_000, 1_000, 1_000, 1_000, 1_000];
    expect(one(50, { before: null, others })).toBe(50);
    expect(one(51, { before: null, others })).toBeNull();
    expect(one(51, { before: null, others: others.slice(1) })).toBe(51);
    // Those without a value do not count.
    expect(one(51, { before: null, others: [...others.slice(1), 0] })).toBe(51);
    // With one of its own before, that is compared with alone.
    expect(one(1_100, { before: 1_000, others })).toBe(1_100);
  });

  it('of the others also comes with the same answer', () => {
    const states = Array.from({ length: 6 }, (_, index) => ({
      ...perpState(`O${index}`, null),
      reading: readingOf({ symbol: `O${index}`, markPrice: 1 }, NOW_MS),
    }));
    const samples = new Map(
      states.map(({ perp }, index) => [
        perp.symbol,
        { baseQty: index === 0 ? 5_001 : 1_000, atMs: NOW_MS },
      ]),
    );
    const verdict = plausibleOpenInterest(VENUE, states, samples, []);
    expect(verdict.quarantined.map(({ symbol, before }) => [symbol, before])).toEqual([
      ['O0', null],
    ]);
    expect(verdict.samples.size).toBe(5);
  });

  it('of symbols that are not on the board is not looked at', () => {
    const samples = new Map([['NEW', { baseQty: 1, atMs: NOW_MS }]]);
    expect(plausibleOpenInterest(VENUE, [known()], samples, [])).toEqual({
      samples: new Map(),
      quarantined: [],
    });
  });

  it('may mean other contract sizes from twofold on, and is far off from eightfold on', () => {
    const at = (baseQty: number) => ({ baseQty, atMs: NOW_MS });
    expect([mayBeResized(at(200), at(100)), mayBeResized(at(50), at(100))]).toEqual([true, true]);
    expect([mayBeResized(at(199), at(100)), mayBeResized(at(51), at(100))]).toEqual([false, false]);
    expect(mayBeResized(at(200), null)).toBe(false);
    expect(mayBeResized(at(200), at(0))).toBe(false);
    expect([isFarOff(at(800), at(100)), isFarOff(at(799), at(100))]).toEqual([true, false]);
  });
});

describe('the quarantine', () => {
  const outlier = (symbol: string, of: Quarantined[number]['of'], value = 1) => ({
    symbol,
    of,
    value,
    atMs: NOW_MS,
    before: null,
  });

  it('has one value of each symbol and kind, the newest', () => {
    const before = [
      outlier('A', 'markPrice'),
      outlier('A', 'indexPrice'),
      outlier('B', 'markPrice'),
    ];
    expect(withQuarantined(before, [outlier('A', 'markPrice', 2)])).toEqual([
      ...before.slice(1),
      outlier('A', 'markPrice', 2),
    ]);
    expect(withQuarantined(before, [])).toEqual(before);
    expect([...quarantinedBySymbol(before)]).toEqual([
      ['A', before.slice(0, 2)],
      ['B', before.slice(2)],
    ]);
  });
});

describe('a venue’s own history', () => {
  const at = (baseQty: number, index: number, stepMs = 5 * MINUTE_MS) => ({
    baseQty,
    atMs: NOW_MS + index * stepMs,
  });
  const kept = (
    values: readonly number[],
    listedAtMs: number | null = null,
    price: number | null = 1,
  ) => {
    const { samples, setAside } = plausibleHistory(
      values.map((value, index) => at(value, index)),
      listedAtMs,
      price,
    );
    return [samples.map(({ baseQty }) => baseQty), setAside];
  };

  it('of nothing is nothing', () => {
    expect(kept([])).toEqual([[], 0]);
  });

  it('takes up to three samples for a fault, and four for another level', () => {
    expect(kept([1, 1, 1, 1, 9, 9, 9, 1, 1, 1, 1])).toEqual([[1, 1, 1, 1, 1, 1, 1, 1], 3]);
    expect(kept([1, 1, 1, 1, 9, 9, 9, 9, 1, 1, 1, 1])).toEqual([[1, 1, 1, 1], 0]);
  });

  it('takes a short run between two levels for the way there, and drops the first level', () => {
    expect(kept([1, 1, 1, 1, 9, 90, 90, 90, 90])).toEqual([[90, 90, 90, 90], 0]);
  });

  it('keeps two that agree at its end, and not one', () => {
    expect(kept([1, 1, 1, 1, 9, 9])).toEqual([[9, 9], 0]);
    expect(kept([1, 1, 1, 1, 9])).toEqual([[1, 1, 1, 1], 1]);
    expect(kept([9, 9, 1, 1, 1, 1])).toEqual([[1, 1, 1, 1], 0]);
    expect(kept([9, 1, 1, 1, 1])).toEqual([[1, 1, 1, 1], 1]);
  });

  it('keeps a run however short when it is all there is', () => {
    expect(kept([5])).toEqual([[5], 0]);
    expect(kept([5, 5])).toEqual([[5, 5], 0]);
    expect(kept([1, 9])).toEqual([[], 2]);
  });

  it('counts by each sample’s own price, else by the last known', () => {
    expect(kept([1e13, 1e13], null, 1)).toEqual([[1e13, 1e13], 0]);
    expect(kept([1e13, 1e13], null, 1.1)).toEqual([[], 2]);
    expect(kept([1e13, 1e13], null, null)).toEqual([[1e13, 1e13], 0]);
    const own = [0, 1].map((index) => ({ ...at(1e13, index), markPrice: 2 }));
    expect(plausibleHistory(own, null, null)).toEqual({ samples: [], setAside: 2 });
    const cheap = own.map((sample) => ({ ...sample, markPrice: 0.5 }));
    expect(plausibleHistory(cheap, null, 9).samples).toEqual(cheap);
  });

  it('keeps both levels on the first day, and where more than an hour lies between', () => {
    const values = [1, 1, 1, 1, 9, 9, 9, 9];
    const jumpMs = NOW_MS + 20 * MINUTE_MS;
    expect(kept(values, jumpMs - DAY_MS)).toEqual([values, 0]);
    expect(kept(values, jumpMs - DAY_MS - 1)).toEqual([values.slice(4), 0]);
    const apart = (gapMs: number) =>
      values.map((value, index) => ({
        baseQty: value,
        atMs: NOW_MS + index + (index > 3 ? gapMs : 0),
      }));
    expect(plausibleHistory(apart(HOUR_MS - 1), null, 1).samples).toHaveLength(4);
    expect(plausibleHistory(apart(HOUR_MS), null, 1).samples).toHaveLength(8);
  });
});

describe('times', () => {
  const snapshotOf = (part: Partial<Snapshot> = {}): Snapshot => ({
    readings: [],
    openInterest: new Map(),
    settled: [],
    venueTimeMs: null,
    droppedRows: 0,
    errors: [],
    ...part,
  });
  const context = refreshContext({
    venue: { id: 'v' } as never,
    store: {} as never,
    http: {} as never,
    now: () => NOW_MS,
    sleep: () => Promise.resolve(),
  });
  const row = (symbol: string, pricedAtMs: number) => readingOf({ symbol }, pricedAtMs);

  it('of a row are of the future from two minutes after both clocks on', () => {
    expect(isOfFuture(NOW_MS + 2 * MINUTE_MS, { clockSkewMs: -HOUR_MS }, NOW_MS)).toBe(false);
    expect(isOfFuture(NOW_MS + 2 * MINUTE_MS + 1, { clockSkewMs: -HOUR_MS }, NOW_MS)).toBe(true);
    expect(isOfFuture(NOW_MS + HOUR_MS, { clockSkewMs: HOUR_MS }, NOW_MS)).toBe(false);
    expect(isOfFuture(NOW_MS + HOUR_MS + 2 * MINUTE_MS + 1, { clockSkewMs: HOUR_MS }, NOW_MS)).toBe(
      true,
    );
  });

  it('of the future cost their rows, which are counted', () => {
    const openInterest = new Map([
      ['A', { baseQty: 1, atMs: NOW_MS }],
      ['B', { baseQty: 1, atMs: NOW_MS + HOUR_MS }],
      ['C', { baseQty: 1, atMs: NOW_MS + HOUR_MS }],
    ]);
    const readings = [row('A', NOW_MS), row('B', NOW_MS + HOUR_MS)];
    const snapshot = snapshotOf({ readings, openInterest, droppedRows: 4 });
    const left = withoutFutureRows(context, snapshot, 0);
    expect(left.readings.map(({ symbol }) => symbol)).toEqual(['A']);
    expect([...left.openInterest.keys()]).toEqual(['A']);
    expect(left.droppedRows).toBe(6);
    const whole = snapshotOf({ readings: [row('A', NOW_MS)] });
    expect(withoutFutureRows(context, whole, 0)).toBe(whole);
    const samples = snapshotOf({ readings: [row('A', NOW_MS)], openInterest });
    expect(withoutFutureRows(context, samples, 0).openInterest.size).toBe(1);
  });

  it('of the future in most rows make the whole answer wrong', () => {
    const late = NOW_MS + HOUR_MS;
    const readings = [row('A', NOW_MS), row('B', late), row('C', late)];
    expect(() => withoutFutureRows(context, snapshotOf({ readings }), 0)).toThrow(
      'v, prices: 2 rows are dated in the future',
    );
    expect(withoutFutureRows(context, snapshotOf({ readings }), HOUR_MS).readings).toHaveLength(3);
  });

  describe('a clock skew', () => {
    const measured = async (
      skewsMs: readonly (number | null)[],
      part: {
        clockSkewMs?: number;
        skewSeenMs?: number | null;
        dateSkewsMs?: readonly number[];
      } = {},
    ) => {
      const { dateSkewsMs, ...state } = part;
      const work: Work = {
        state: { ...newVenueState('v'), ...state },
        board: null,
        ...(dateSkewsMs && { dateSkewsMs }),
      };
      let asked = 0;
      const ask = () => {
        const skewMs = skewsMs[asked] ?? null;
        asked += 1;
        return Promise.resolve(
          snapshotOf({ venueTimeMs: skewMs === null ? null : NOW_MS + skewMs, droppedRows: asked }),
        );
      };
      const { snapshot, clockSkewMs } = await withClockSkew(context, work, ask);
      expect(snapshot.droppedRows).toBe(asked);
      return [clockSkewMs, work.state.skewSeenMs ?? null, asked];
    };
    const DRIFT_MS = 2 * MINUTE_MS;

    it('near the known one is taken at once, and none leaves it', async () => {
      expect(await measured([DRIFT_MS])).toEqual([DRIFT_MS, null, 1]);
      expect(await measured([-DRIFT_MS])).toEqual([-DRIFT_MS, null, 1]);
      expect(await measured([null], { clockSkewMs: 7, skewSeenMs: 9 })).toEqual([7, null, 1]);
    });

    it('farther off is asked for again, and taken when the second one agrees', async () => {
      const farMs = DRIFT_MS + 1;
      expect(await measured([farMs, farMs + DRIFT_MS])).toEqual([farMs + DRIFT_MS, null, 2]);
      expect(await measured([farMs, 5])).toEqual([5, null, 2]);
      expect(await measured([HOUR_MS, null], { clockSkewMs: 3 })).toEqual([3, null, 2]);
      // Three that differ: what is known stays, and the next refresh decides.
      expect(await measured([HOUR_MS, -HOUR_MS], { clockSkewMs: 3 })).toEqual([3, -HOUR_MS, 2]);
    });

    it('that the last refresh saw, or two answers’ dates show, is taken at once', async () => {
      expect(await measured([HOUR_MS], { skewSeenMs: HOUR_MS - DRIFT_MS })).toEqual([
        HOUR_MS,
        null,
        1,
      ]);
      expect(await measured([HOUR_MS], { dateSkewsMs: [HOUR_MS, HOUR_MS + DRIFT_MS] })).toEqual([
        HOUR_MS,
        null,
        1,
      ]);
      expect(await measured([HOUR_MS, HOUR_MS], { dateSkewsMs: [HOUR_MS, 0] })).toEqual([
        HOUR_MS,
        null,
        2,
      ]);
    });

    it('of more than a certificate’s life is none', async () => {
      expect(await measured([MAX_SKEW_MS], { skewSeenMs: MAX_SKEW_MS })).toEqual([
        MAX_SKEW_MS,
        null,
        1,
      ]);
      expect(await measured([-MAX_SKEW_MS - 1], { skewSeenMs: -MAX_SKEW_MS })).toEqual([
        0,
        null,
        1,
      ]);
    });
  });
});
