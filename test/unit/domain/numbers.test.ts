/** Numbers as they are derived and as they are printed, to the digit and at each bound. */
import { describe, expect, it } from 'vitest';
import { countOf } from '../../../lib/domain/quarantine';
import type { QuarantinedValue } from '../../../lib/domain/quarantine';
import {
  ageParts,
  amount,
  grouped,
  MISSING,
  percent,
  price,
  signed,
} from '../../../lib/domain/format';
import {
  basisPct,
  funding8hPct,
  fundingPct,
  openInterestChangePct,
  openInterestTurnover,
  priceChangePct,
} from '../../../lib/domain/input-formulas';
import { inputText } from '../../../lib/domain/input-text';
import { FACTORS, inputOf, OI_WINDOWS } from '../../../lib/domain/inputs';
import { median } from '../../../lib/domain/collections';
import { shortestDecimal } from '../../../lib/domain/shortest-decimal';

const HOUR_MS = 3_600_000;

describe('funding', () => {
  it.each([
    [0.0001, 8, 0.01],
    [0.0001, 4, 0.01],
    [-0.0001, 24, -0.01],
    // Under 4 h as its 8 h equivalent.
    [0.0001, 1, 0.08],
    [0.0001, 2, 0.04],
    [-0.0002, 3.999, -0.04001],
  ])('of %d in %d h counts as %d %%', (rate, hours, pct) => {
    expect(fundingPct(rate, hours)).toBeCloseTo(pct, 8);
  });

  it.each([
    [0.0001, 8, 0.01],
    [0.0001, 4, 0.02],
    [-0.0001, 24, -1 / 300],
    [0.0001, 1, 0.08],
  ])('of %d in %d h is %d %% in 8 h', (rate, hours, pct) => {
    expect(funding8hPct(rate, hours)).toBeCloseTo(pct, 12);
  });

  it.each([
    [null, 8],
    [0.0001, null],
    [null, null],
  ])('of %s in %s h is missing', (rate, hours) => {
    expect([fundingPct(rate, hours), funding8hPct(rate, hours)]).toEqual([null, null]);
  });

  it('of 0 is 0, not missing', () => {
    expect([fundingPct(0, 8), funding8hPct(0, 1)]).toEqual([0, 0]);
  });
});

describe('the basis', () => {
  it.each([
    [101, 100, 1],
    [99, 100, -1],
    [100, 100, 0],
    [0.5, 2, -75],
  ])('of %d to %d is %d %%', (mark, index, pct) => {
    expect(basisPct(mark, index)).toBe(pct);
  });

  it.each([
    [null, 100],
    [100, null],
    [100, 0],
    [100, -1],
  ])('of %s to %s is missing', (mark, index) => {
    expect(basisPct(mark, index)).toBeNull();
  });
});

describe('a change of open interest', () => {
  const of = (baseQty: number, markPrice?: number | null) => ({
    baseQty,
    ...(markPrice !== undefined && { markPrice }),
  });

  it.each([
    [110, 100, 10],
    [90, 100, -10],
    [100, 100, 0],
    [300, 100, 200],
  ])('to %d from %d is %d %%', (now, then, pct) => {
    expect(openInterestChangePct(of(now), of(then))).toBeCloseTo(pct, 10);
  });

  it.each([
    ['nothing now', null, of(1)],
    ['nothing then', of(1), null],
    ['none now', of(0), of(1)],
    ['none then', of(1), of(0)],
    ['less than none then', of(1), of(-1)],
    ['less than none now', of(-1), of(1)],
  ])('is missing with %s', (_, now, then) => {
    expect(openInterestChangePct(now, then)).toBeNull();
  });

  it.each<[string, number, number, number, number, number | null]>([
    ['a price of nineteen times and as many coins', 100, 19, 100, 1, 0],
    ['a price of twenty times', 100, 20, 100, 1, null],
    ['a twentieth of it', 100, 1, 100, 20, null],
    ['a nineteenth of it', 100, 1, 100, 19, 0],
    ['five times, at the same worth', 20, 5, 100, 1, null],
    ['a fifth, at the same worth', 500, 1, 100, 5, null],
    ['not five times, at the same worth', 25, 4, 100, 1, -75],
    ['ten times, at half the worth', 5, 10, 100, 1, -95],
    ['ten times, at more than that', 5.1, 10, 100, 1, null],
    ['ten times, at twice the worth', 20, 10, 100, 1, -80],
    ['ten times, at less than that', 19.9, 10, 100, 1, null],
  ])('by %s', (_, baseQty, price, coinsThen, priceThen, pct) => {
    const change = openInterestChangePct(of(baseQty, price), of(coinsThen, priceThen));
    expect(change === null ? null : Number(change.toFixed(8))).toBe(pct);
  });

  it.each([
    [undefined, 1],
    [1, undefined],
    [null, 1],
    [1, null],
    [0, 1],
    [1, 0],
  ])('is taken as it is where a price is unknown: %s, %s', (now, then) => {
    expect(openInterestChangePct(of(150, now), of(100, then))).toBe(50);
  });
});

describe('a change of the price', () => {
  const of = (markPrice?: number | null, baseQty: number | null = 100) => ({
    baseQty,
    ...(markPrice !== undefined && { markPrice }),
  });

  it.each([
    [110, 100, 10],
    [80, 100, -20],
    [100, 100, 0],
    // Another coin, or other units of the same.
    [100, 5, null],
    [2_000, 100, null],
    [1_900, 100, 1_800],
  ])('to %d from %d is %s %%', (now, then, pct) => {
    expect(priceChangePct(of(now), of(then))).toBe(pct);
  });

  it.each([
    ['nothing now', null, of(1)],
    ['nothing then', of(1), null],
    ['nothing at all', null, null],
    ['no price now', of(null), of(1)],
    ['no price then', of(1), of()],
    ['a price of 0 now', of(0), of(1)],
    ['a price of 0 then', of(1), of(0)],
    ['less than 0 then', of(1), of(-1)],
  ])('is missing with %s', (_, now, then) => {
    expect(priceChangePct(now, then)).toBeNull();
  });

  it('needs no open interest to be five to twenty times', () => {
    expect(priceChangePct(of(10, null), of(1, 100))).toBe(900);
    expect(priceChangePct(of(10, 100), of(1, null))).toBe(900);
    expect(priceChangePct(of(10, 10), of(1, 100))).toBeNull();
  });
});

describe('open interest over turnover', () => {
  const of = (baseQty: number | null, markPrice?: number | null) => ({
    baseQty,
    ...(markPrice !== undefined && { markPrice }),
  });

  it.each([
    [100, 50, 1_000, 1, 5],
    [100, 50, 1_000, 2, 2.5],
    [0, 50, 1_000, 1, 0],
  ] as const)('of %d coins at %d by %d, counted %i times, is %d', (qty, price, by, sides, is) => {
    expect(openInterestTurnover(of(qty, price), by, sides)).toBe(is);
  });

  it.each([
    ['coins', of(null, 50), 1_000],
    ['a price', of(100, null), 1_000],
    ['a price at all', of(100), 1_000],
    ['turnover', of(100, 50), null],
    ['turnover above 0', of(100, 50), 0],
    ['a turnover that can be', of(100, 50), -1],
  ])('is missing without %s', (_, sizes, volume) => {
    expect(openInterestTurnover(sizes, volume, 1)).toBeNull();
  });
});

it('has a window of open interest of 1, 4 and 24 h, each with a fifth of it for tolerance', () => {
  expect(OI_WINDOWS.map(({ input, windowMs }) => [input, windowMs / HOUR_MS])).toEqual([
    ['oi1hPct', 1],
    ['oi4hPct', 4],
    ['oi24hPct', 24],
  ]);
  for (const { windowMs, toleranceMs } of OI_WINDOWS) {
    expect(toleranceMs / windowMs).toBeCloseTo(0.2, 10);
  }
});

it.each<[number[], number | null]>([
  [[], null],
  [[7], 7],
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2],
  [[10, 9, 100], 10],
  [[-1, -10, 5], -1],
])('the median of %j is %s', (values, middle) => {
  const before = [...values];
  expect(median(values)).toBe(middle);
  expect(values).toEqual(before);
});

describe('a signed number', () => {
  it.each([
    [1.25, 2, '+1.25'],
    [-0.4, 2, '−0.40'],
    [0, 2, '0.00'],
    [-0, 1, '0.0'],
    [0.004, 2, '0.00'],
    [-0.004, 2, '0.00'],
    [-0.006, 2, '−0.01'],
    [12.345, 0, '+12'],
  ])('%d with %i decimals is %s', (value, decimals, text) => {
    expect(signed(value, decimals)).toBe(text);
    expect(percent(value, decimals)).toBe(`${text} %`);
  });

  it('is a dash, without a unit, when missing', () => {
    expect([signed(null, 2), percent(null, 2), price(null), amount(null)]).toEqual([
      MISSING,
      MISSING,
      MISSING,
      MISSING,
    ]);
    expect(MISSING).toBe('–');
  });
});

it('is grouped as prices are', () => {
  expect([price(12.5), price(1234567)]).toEqual(['12.500', '1,234,600']);
  expect([price(1234.5), grouped(999), grouped(1000), grouped(-1234567)]).toEqual([
    '1,234.5',
    '999',
    '1,000',
    '-1,234,567',
  ]);
});

it.each([
  [1.234e12, '1234 B'],
  [9.949e9, '9.9 B'],
  [9.95e9, '10 B'],
  [1e9, '1.0 B'],
  [999.5e6, '1.0 B'],
  [999.49e6, '999 M'],
  [-2.5e6, '−2.5 M'.replace('−', '-')],
  [1e3, '1.0 K'],
  [999.5, '1.0 K'],
  [999.4, '999'],
  [9.95, '10'],
  [9.94, '9.9'],
  [0.0123, '0.012'],
])('%d of something is %s', (value, text) => {
  expect(amount(value)).toBe(text);
});

it.each([
  [-5_000, 0, 's'],
  [0, 0, 's'],
  [999, 0, 's'],
  [59_999, 59, 's'],
  [60_000, 1, 'm'],
  [3_599_999, 59, 'm'],
  [HOUR_MS, 1, 'h'],
  [24 * HOUR_MS - 1, 23, 'h'],
  [24 * HOUR_MS, 1, 'd'],
  [50 * HOUR_MS, 2, 'd'],
] as const)('an age of %i ms is %i %s', (ageMs, count, unit) => {
  expect(ageParts(ageMs)).toEqual({ count, unit });
});

describe('a value of a factor', () => {
  it('has the factor’s digits, its unit and its period', () => {
    const texts = FACTORS.map((factor) => inputText({ value: 1, periodHours: 8 }, factor).text);
    expect(texts).toEqual(['+1.00 %', '+1.0 %', '+1.0 %', '+1.0000 %', '+1.000 %']);
    expect(inputText({ value: 1, periodHours: 4 }, 'funding', { hasUnit: false })).toEqual({
      text: '+1.0000',
      periodHours: 4,
    });
    expect(inputText({ value: 0.5, periodHours: null }, 'oiTurnover').text).toBe('0.50');
    const decimals = Object.fromEntries(FACTORS.map((id) => [id, inputOf(id).decimals]));
    expect(decimals).toEqual({ oi1h: 2, oi4h: 1, oi24h: 1, funding: 4, basis: 3 });
  });

  it('is a dash without unit or period when missing', () => {
    expect(inputText({ value: null, periodHours: 8 }, 'funding')).toEqual({
      text: MISSING,
      periodHours: null,
    });
  });
});

it('counts a quarantined value as one, and samples of the past as many as they are', () => {
  const quarantined = (of: QuarantinedValue['of'], value: number): QuarantinedValue => ({
    symbol: 'A',
    of,
    value,
    atMs: 0,
    before: null,
  });
  expect(countOf([])).toBe(0);
  expect(
    countOf([quarantined('markPrice', 50), quarantined('past', 7), quarantined('basisPct', 9)]),
  ).toBe(9);
});

it('reads 32-bit values as their shortest decimal', () => {
  const numbers = [0.000_1, 16_777_217, 1_023.999_939, 1.1, 0, Number.NaN, Infinity];
  // 7 digits, 8, 9, and 2.
  expect(numbers.map((value) => shortestDecimal(Math.fround(value)))).toEqual([
    0.000_1,
    16_777_216,
    1_023.999_94,
    1.1,
    0,
    Number.NaN,
    Infinity,
  ]);
  expect(shortestDecimal(0.1)).toBe(0.1);
  expect(shortestDecimal(0.123_456_789_012)).toBe(0.123_456_789_012);
});
