import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { assetOf } from '../../../lib/board/assets';
import { combine } from '../../../lib/board/combine';
import type { PerpState } from '../../../lib/domain/board';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import { board, perpState } from './rows-of';

interface Market {
  base: string;
  price: number;
  baseQty: number | null;
  inputs?: Partial<ScoreInputs>;
  quote?: string;
}

function perpetual({ base, price, baseQty, inputs = {}, quote = 'USDT' }: Market): PerpState {
  const one = perpState(base + quote, inputs);
  return {
    ...one,
    perp: { ...one.perp, baseAsset: base, quoteAsset: quote },
    reading: one.reading && { ...one.reading, markPrice: price, indexPrice: price },
    openInterest: baseQty === null ? null : { baseQty, atMs: 1 },
  };
}

function only<T>(list: readonly T[]): T {
  expect(list).toHaveLength(1);
  const [one] = list;
  if (one === undefined) throw new Error('empty');
  return one;
}

describe('the names of an asset', () => {
  it.for<[string, string, number]>([
    ['BTC', 'BTC', 1],
    ['XBT', 'BTC', 1],
    ['1000PEPE', 'PEPE', 1000],
    ['kPEPE', 'PEPE', 1000],
    ['SHIB1000', 'SHIB', 1000],
    ['1000000MOG', 'MOG', 1e6],
    ['1MBABYDOGE', 'BABYDOGE', 1e6],
    ['1000X', '1000X', 1],
    ['KPEPE', 'KPEPE', 1],
    ['1INCH', '1INCH', 1],
    ['币安人生', '币安人生', 1],
  ])('%s is %s times %d', ([name, asset, units]) => {
    expect(assetOf(name)).toEqual({ asset, units });
  });
});

describe('all venues as one', () => {
  it('matches an asset under its names, in coins of its own', () => {
    const row = only(
      combine([
        board([perpetual({ base: '1000PEPE', price: 0.005, baseQty: 2e9 })], 'binance'),
        board([perpetual({ base: 'PEPE', price: 0.00000501, baseQty: 1e12 })], 'bitget'),
        board([perpetual({ base: 'kPEPE', price: 0.00499, baseQty: 1e9, quote: 'USD' })], 'hyper'),
      ]),
    );
    expect(row.perp.symbol).toBe('PEPE');
    expect(row.combined.venueCount).toBe(3);
    expect(row.openInterest?.baseQty).toBeCloseTo(4e12, 0);
    expect(row.combined.openInterestUsd).toBeCloseTo(0.005 * 2e9 + 0.00000501 * 1e12 + 4.99e6, 0);
    expect(row.reading?.markPrice).toBeCloseTo(0.000005, 12);
  });

  it('keeps apart what has the same name and another price, or no price', () => {
    const rows = combine([
      board([perpetual({ base: 'NEIRO', price: 1, baseQty: 10 })], 'a'),
      board([perpetual({ base: 'NEIRO', price: 1.2, baseQty: 10 })], 'b'),
      board([{ ...perpetual({ base: 'NEIRO', price: 1, baseQty: 10 }), reading: null }], 'c'),
    ]);
    expect(rows.map(({ combined }) => combined.venueCount)).toEqual([1, 1, 1]);
  });

  it('weighs funding and basis by open interest in USD', () => {
    const row = only(
      combine([
        board(
          [
            perpetual({
              base: 'BTC',
              price: 100,
              baseQty: 3,
              inputs: { fundingPct: 0.04, funding8hPct: 0.04, basisPct: 0.1 },
            }),
          ],
          'a',
        ),
        board(
          [
            perpetual({
              base: 'BTC',
              price: 100,
              baseQty: 1,
              inputs: { fundingPct: -0.04, funding8hPct: -0.08, basisPct: 0.3 },
            }),
          ],
          'b',
        ),
      ]),
    );
    expect(row.inputs.fundingPct).toBeCloseTo(0.02, 12);
    expect(row.inputs.funding8hPct).toBeCloseTo(0.01, 12);
    expect(row.inputs.basisPct).toBeCloseTo(0.15, 12);
    expect(row.combined.fundingSpreadPct).toBeCloseTo(0.12, 12);
    expect(row.reading).toMatchObject({ fundingRate: null, fundingPeriodHours: null });
  });

  it('counts each contract once, where a venue counts it for both of its sides', () => {
    const funded = (fundingPct: number) => ({ inputs: { fundingPct }, base: 'BTC', price: 100 });
    const twice = perpetual({ ...funded(0.04), baseQty: 6 });
    const row = only(
      combine([
        board([{ ...twice, perp: { ...twice.perp, openInterestSides: 2 } }], 'a'),
        board([perpetual({ ...funded(0), baseQty: 1 })], 'b'),
      ]),
    );
    expect(row.openInterest?.baseQty).toBe(4);
    expect(row.combined.openInterestUsd).toBe(400);
    expect(row.inputs.fundingPct).toBeCloseTo(0.03, 12);
  });

  it('counts the change of open interest over the venues that know both ends', () => {
    const row = only(
      combine([
        board([perpetual({ base: 'ETH', price: 10, baseQty: 110, inputs: { oi1hPct: 10 } })], 'a'),
        board([perpetual({ base: 'ETH', price: 10, baseQty: 90, inputs: { oi1hPct: -10 } })], 'b'),
        board([perpetual({ base: 'ETH', price: 10, baseQty: 1e6 })], 'c'),
      ]),
    );
    expect(row.inputs.oi1hPct).toBeCloseTo(0, 12);
    expect(row.inputs.oi4hPct).toBeNull();
  });

  it('leaves what one venue lists as it is', () => {
    const alone = perpetual({ base: 'SOL', price: 5, baseQty: null, inputs: { fundingPct: 0.01 } });
    const row = only(combine([board([alone])]));
    expect(row.inputs).toEqual(alone.inputs);
    expect(row.combined.fundingSpreadPct).toBeNull();
    expect(row.reading?.fundingPeriodHours).toBe(8);
  });

  it('never moves a change beyond those of its parts, whatever the order', () => {
    const part = fc.record({
      baseQty: fc.double({ min: 1, max: 1e9, noNaN: true }),
      changePct: fc.double({ min: -99, max: 1000, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const boards = parts.map(({ baseQty, changePct }, index) =>
          board(
            [perpetual({ base: 'A', price: 1, baseQty, inputs: { oi24hPct: changePct } })],
            `v${index}`,
          ),
        );
        const changes = parts.map(({ changePct }) => changePct);
        const row = only(combine(boards));
        const again = only(combine([...boards].reverse()));
        expect(row.inputs.oi24hPct).toBeGreaterThanOrEqual(Math.min(...changes) - 1e-6);
        expect(row.inputs.oi24hPct).toBeLessThanOrEqual(Math.max(...changes) + 1e-6);
        expect(again.inputs.oi24hPct).toBeCloseTo(row.inputs.oi24hPct ?? Number.NaN, 6);
      }),
    );
  });
});
