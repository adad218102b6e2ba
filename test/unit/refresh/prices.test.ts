/** The inputs that look back in prices, and open interest over turnover: as read, and as recorded. */
import { describe, expect, it, vi } from 'vitest';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import { openInterestTurnover, priceChangePct } from '../../../lib/domain/input-formulas';
import { recordedInputs } from '../../../lib/domain/recorded-inputs';
import type { Series } from '../../../lib/domain/series';
import {
  withOpenInterest,
  withoutOtherContract,
  withoutOutdatedChanges,
  withPriceChanges,
  withReading,
} from '../../../lib/refresh/prices';
import { NOW_MS, perpState } from '../board/rows-of';
import { open } from '../history/boards';
import { Simulation } from './simulation';

const HOUR_MS = 3_600_000;
const priced = (markPrice: number | null, pricedAtMs = NOW_MS) => {
  const plain = perpState('BTCUSDT');
  if (plain.reading === null) throw new Error('no reading');
  return withReading(plain, { ...plain.reading, markPrice, pricedAtMs });
};
const reference = (hoursAgo: number, markPrice: number, baseQty = 1_200_000) => ({
  atMs: NOW_MS - hoursAgo * HOUR_MS,
  markPrice,
  baseQty,
});
const changesOf = ({ inputs }: ReturnType<typeof priced>) => [
  inputs.price1hPct,
  inputs.price4hPct,
  inputs.price24hPct,
];

describe('the price’s change', () => {
  const before = [reference(1, 100), reference(4, 125), null];

  it('is against the samples of before', () => {
    expect(changesOf(withPriceChanges(priced(110), before, NOW_MS))).toEqual([10, -12, null]);
  });

  it('is missing until new prices are compared', () => {
    const compared = withPriceChanges(priced(110), before, NOW_MS);
    if (compared.reading === null) throw new Error('no reading');
    expect(changesOf(withReading(compared, compared.reading))).toEqual([null, null, null]);
  });

  it('is missing without a price, and once the price is older than the tolerance', () => {
    expect(changesOf(withPriceChanges(priced(null), before, NOW_MS))).toEqual([null, null, null]);
    const compared = withPriceChanges(priced(110), before, NOW_MS);
    const later = withoutOutdatedChanges(compared, NOW_MS + 0.2 * HOUR_MS + 1);
    expect(changesOf(later)).toEqual([null, -12, null]);
  });

  it('is missing where the contract changed', () => {
    const since = NOW_MS - 2 * HOUR_MS;
    const renamed = priced(110);
    const perp = { ...renamed.perp, sameSinceMs: since };
    expect(changesOf(withPriceChanges({ ...renamed, perp }, before, NOW_MS))).toEqual([
      10,
      null,
      null,
    ]);
    expect(
      priceChangePct({ baseQty: 1, markPrice: 100 }, { baseQty: 1000, markPrice: 0.1 }),
    ).toBeNull();
    expect(
      priceChangePct({ baseQty: 10, markPrice: 600 }, { baseQty: 60, markPrice: 100 }),
    ).toBeNull();
    expect(priceChangePct({ baseQty: 10, markPrice: 600 }, { baseQty: 10, markPrice: 100 })).toBe(
      500,
    );
  });

  it('looks back in our own snapshots', async () => {
    const { store } = open();
    const at = async (hoursAgo: number, markPrice: number) => {
      const asOfMs = NOW_MS - hoursAgo * HOUR_MS;
      const one = priced(markPrice, asOfMs);
      const board = { venue: 'binance', asOfMs, perpStates: [one] };
      const { state } = await store.load('binance');
      await store.commit({ state, board, asSnapshot: true });
    };
    await at(24.5, 80);
    await at(4.9, 1);
    await at(1.1, 100);
    const { price: found } = await store.lookBack('binance', { price: ['BTCUSDT'] }, NOW_MS);
    expect(found.get('BTCUSDT')?.map((one) => one?.markPrice ?? null)).toEqual([100, null, 80]);
  });
});

describe('a refresh with open interest in bulk', () => {
  it('looks back once for its prices and its open interest', async () => {
    const simulation = new Simulation(3, { inBulk: true, past: false });
    await simulation.live(1.5 * HOUR_MS);
    const lookBack = vi.spyOn(simulation.store, 'lookBack');
    await simulation.refresh({ force: true });
    expect(lookBack).toHaveBeenCalledTimes(1);
    const { board } = await simulation.stored();
    for (const { inputs } of board?.perpStates ?? []) {
      expect(inputs.oi1hPct).toBeGreaterThan(0);
      expect(inputs.price1hPct).not.toBeNull();
    }
    expect(board?.perpStates).toHaveLength(3);
  });
});

describe('open interest over turnover', () => {
  it('counts each contract once', () => {
    const sample = { baseQty: 50_000, atMs: NOW_MS };
    const once = withOpenInterest(priced(100), sample, [], NOW_MS);
    expect(once.inputs.oiTurnover).toBe(2);
    const perp = { ...once.perp, openInterestSides: 2 as const };
    const twice = withOpenInterest({ ...priced(100), perp }, sample, [], NOW_MS);
    expect(twice.inputs.oiTurnover).toBe(1);
    // A new price changes it, too.
    if (once.reading === null) throw new Error('no reading');
    expect(withReading(once, { ...once.reading, markPrice: 50 }).inputs.oiTurnover).toBe(1);
  });

  it('is missing where anything is, and with open interest of another contract', () => {
    const sizes = { baseQty: 10, markPrice: 5 };
    expect(openInterestTurnover(sizes, 25, 1)).toBe(2);
    expect(openInterestTurnover({ ...sizes, baseQty: null }, 25, 1)).toBeNull();
    expect(openInterestTurnover({ ...sizes, markPrice: null }, 25, 1)).toBeNull();
    expect(openInterestTurnover(sizes, null, 1)).toBeNull();
    expect(openInterestTurnover(sizes, 0, 1)).toBeNull();
    const known = withOpenInterest(priced(100), { baseQty: 50_000, atMs: NOW_MS }, [], NOW_MS);
    const perp = { ...known.perp, sameSinceMs: NOW_MS + 1 };
    expect(withoutOtherContract({ ...known, perp }, NOW_MS).inputs.oiTurnover).toBeNull();
  });
});

it('recorded series give the same inputs', () => {
  const column = (...values: number[]) => Float64Array.from(values);
  const none = column(Number.NaN, Number.NaN);
  const score = { mean: none, least: none, most: none };
  const series: Series = {
    atMs: column(NOW_MS - HOUR_MS, NOW_MS),
    stepMs: column(300_000, 300_000),
    baseQty: column(Number.NaN, 50_000),
    markPrice: column(100, 110),
    quoteVolume24h: column(Number.NaN, 2_750_000),
    ...{ fundingRate: none, fundingPeriodHours: none, basisPct: none },
    ...{ classic: score, crowding: score },
    source: Uint8Array.of(1, 1),
  };
  const expected = { ...NO_INPUTS, price1hPct: 10, oiTurnover: 1 };
  expect(recordedInputs(series, 2).at(1)).toEqual(expected);
});
