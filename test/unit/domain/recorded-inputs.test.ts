/** The inputs at each sample of a recorded series, by hand, and what they need: names, days, records with every key. */
import { describe, expect, it } from 'vitest';
import { INPUT_NAMES, inputOf, NO_INPUTS } from '../../../lib/domain/inputs';
import { isSymbol } from '../../../lib/domain/perp';
import { recordFrom } from '../../../lib/domain/record-of';
import { recordedInputs } from '../../../lib/domain/recorded-inputs';
import type { Series } from '../../../lib/domain/series';
import { SLOT_MS, SOURCE } from '../../../lib/domain/series';
import { DAY_MS, HOUR_MS, startOfDay } from '../../../lib/domain/time';

type Column = Exclude<keyof Series, 'classic' | 'crowding' | 'source'>;
const DEFAULTS: Record<Column, number> = {
  atMs: 0,
  stepMs: SLOT_MS,
  baseQty: 100,
  fundingRate: 0.0002,
  fundingPeriodHours: 4,
  basisPct: 0.1,
  markPrice: 50,
  quoteVolume24h: 1_000,
};

function seriesOf(samples: readonly Partial<Record<Column, number>>[]): Series {
  const column = (name: Column) =>
    Float64Array.from(samples, (sample) => sample[name] ?? DEFAULTS[name]);
  const none = Float64Array.from(samples, () => NaN);
  const scores = { mean: none, least: none, most: none };
  return {
    ...{ atMs: column('atMs'), stepMs: column('stepMs'), baseQty: column('baseQty') },
    ...{ fundingRate: column('fundingRate'), basisPct: column('basisPct') },
    fundingPeriodHours: column('fundingPeriodHours'),
    ...{ markPrice: column('markPrice'), quoteVolume24h: column('quoteVolume24h') },
    ...{ classic: scores, crowding: scores },
    source: Uint8Array.from(samples, () => SOURCE.own),
  };
}

const MISSING = {
  ...{ baseQty: NaN, fundingRate: NaN, fundingPeriodHours: NaN, basisPct: NaN },
  ...{ markPrice: NaN, quoteVolume24h: NaN },
};

describe('recorded inputs', () => {
  const series = seriesOf([{ atMs: 0, baseQty: 80, markPrice: 40 }, { atMs: HOUR_MS }]);

  it('are compared with the sample of the window', () => {
    const recorded = recordedInputs(series);
    expect(recorded.at(1)).toEqual({
      ...NO_INPUTS,
      ...{ oi1hPct: 25, price1hPct: 25, basisPct: 0.1, oiTurnover: 5 },
      fundingPct: 0.02,
      funding8hPct: 0.04,
    });
    expect(recorded.at(0)).toMatchObject({ oi1hPct: null, price1hPct: null, oiTurnover: 3.2 });
    expect(recorded.valueAt(inputOf('oi1h'), 1)).toBe(25);
    expect([...recorded.times]).toEqual([0, HOUR_MS]);
  });

  it('count a contract once where the venue counts both sides', () => {
    const recorded = recordedInputs(series, 2);
    expect(recorded.factsAt(1)).toEqual({
      ...{ baseQty: 100, markPrice: 50, basisPct: 0.1, fundingRate: 0.0002 },
      ...{ fundingPeriodHours: 4, quoteVolume24h: 1_000, openInterestSides: 2 },
    });
    expect(recorded.at(1).oiTurnover).toBe(2.5);
  });

  it('are missing where nothing was recorded, and beyond the ends', () => {
    const recorded = recordedInputs(seriesOf([{ atMs: 0 }, { atMs: HOUR_MS, ...MISSING }]));
    expect(recorded.at(1)).toEqual(NO_INPUTS);
    expect(recorded.at(2)).toEqual(NO_INPUTS);
    expect(Object.keys(recorded.at(2))).toEqual(INPUT_NAMES);
  });

  it('look past a sample that lacks what dates them', () => {
    const recorded = recordedInputs(
      seriesOf([
        { atMs: 0, baseQty: 80, markPrice: NaN },
        { atMs: SLOT_MS, baseQty: NaN, markPrice: 40 },
        { atMs: HOUR_MS },
      ]),
    );
    expect(recorded.at(2)).toMatchObject({ oi1hPct: 25, price1hPct: 25 });
    const other = recordedInputs(
      seriesOf([
        { atMs: 0, baseQty: NaN, markPrice: 40 },
        { atMs: SLOT_MS, baseQty: 80, markPrice: NaN },
        { atMs: HOUR_MS },
      ]),
    );
    expect(other.at(2)).toMatchObject({ oi1hPct: 25, price1hPct: 25 });
  });

  it('pass on what an export shortens; sizes stay exact', () => {
    const recorded = recordedInputs(series, 1, (value) => value * 10);
    expect(recorded.at(1)).toMatchObject({ basisPct: 1, oi1hPct: 25, oiTurnover: 5 });
    const bare = recordedInputs(seriesOf([MISSING]), 1, () => 7);
    expect(bare.at(0)).toEqual(NO_INPUTS);
  });
});

it('an input that is not in the list is a fault that names it', () => {
  const ask = () => {
    Reflect.apply(inputOf, null, ['other']);
  };
  expect(ask).toThrow('no input other');
});

it.each<[unknown, boolean]>([
  ['BTCUSDT', true],
  ['币安人生USDT', true],
  ['x'.repeat(200), true],
  ['x'.repeat(201), false],
  ['', false],
  [['BTC'], false],
  [null, false],
])('%j can be a symbol: %s', (symbol, can) => {
  expect(isSymbol(symbol)).toBe(can);
});

it('a record has every key of its list, or is none', () => {
  expect(recordFrom(['a', 'b'], (key) => key.toUpperCase())).toEqual({ a: 'A', b: 'B' });
  expect(() => recordFrom(['__proto__'], () => null)).toThrow('a key of the list is missing');
});

it.each([
  [0, 0],
  [DAY_MS - 1, 0],
  [DAY_MS, DAY_MS],
  [10 * DAY_MS + 5, 10 * DAY_MS],
  [-1, -DAY_MS],
])('the day of %i begins at %i', (atMs, startMs) => {
  expect(startOfDay(atMs)).toBe(startMs);
});
