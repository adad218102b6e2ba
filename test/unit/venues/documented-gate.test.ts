/**
 * Whole rows in the forms that Gate has documented, with values of our own, and figures of what it really lists.
 * https://www.gate.com/docs/developers/apiv4/en/#futures
 */
import { describe, expect, it } from 'vitest';
import { gate } from '../../../lib/venues/gate';
import { http, listingOf, NOW_MS, signal } from './gate-bodies';

/** GET /futures/usdt/contracts, May 2023: before contracts had a state, a class and a time of launch. */
const CONTRACT_OF_2023 = {
  name: 'A_USDT',
  type: 'direct',
  quanto_multiplier: '0.01',
  funding_interval: 28800,
  funding_next_apply: 1_684_915_200,
  funding_offset: 0,
  funding_impact_value: '4000',
  funding_rate: '-0.0002',
  funding_rate_indicative: '-0.0002',
  interest_rate: '0.0002',
  in_delisting: false,
  index_price: '50.2',
  mark_price: '50.25',
  last_price: '50.3',
  mark_type: 'index',
  mark_price_round: '0.01',
  order_price_round: '0.01',
  order_price_deviate: '0.2',
  order_size_min: 1,
  order_size_max: 500_000,
  orders_limit: 50,
  leverage_min: '1',
  leverage_max: '20',
  maintenance_rate: '0.02',
  maker_fee_rate: '-0.0002',
  taker_fee_rate: '0.0007',
  risk_limit_base: '100000',
  risk_limit_step: '100000',
  risk_limit_max: '1000000',
  ref_discount_rate: '0',
  ref_rebate_rate: '0.2',
  enable_bonus: false,
  enable_credit: true,
  create_time: 0,
  config_change_time: 1_680_000_000,
  trade_size: 7_000_000,
  trade_id: 12_345,
  orderbook_id: 67_890,
  position_size: 800_000,
  long_users: 40,
  short_users: 50,
};

/** GET /futures/usdt/tickers. Sizes are contracts, turnover is in the currency of its name. */
const TICKER = {
  contract: 'A_USDT',
  last: '50.3',
  low_24h: '48',
  high_24h: '52',
  change_percentage: '1.25',
  total_size: '800000',
  volume_24h: '60000',
  volume_24h_btc: '1.5',
  volume_24h_usd: '30150',
  volume_24h_base: '600',
  volume_24h_quote: '30150.5',
  volume_24h_settle: '30150.5',
  mark_price: '50.25',
  funding_rate: '-0.0002',
  funding_rate_indicative: '-0.0009',
  index_price: '50.2',
  highest_bid: '50.2',
  lowest_ask: '50.3',
};

/** GET /futures/usdt/contract_stats. */
const BUCKET = {
  time: NOW_MS / 1000 - 3_600,
  lsr_taker: 1.25,
  lsr_account: 0.8,
  long_liq_size: 0,
  long_liq_amount: 0,
  long_liq_usd: 0,
  short_liq_size: 10,
  short_liq_amount: 0.1,
  short_liq_usd: 5.025,
  open_interest: 800_000,
  open_interest_usd: 402_000,
  top_lsr_account: 1.1,
  top_lsr_size: 0.9,
  mark_price: 50.25,
};

const HUNDREDTH = 0.01;

it('a contract of 2023 is listed, with coins for its size and hours for seconds', async () => {
  const { perps, droppedRows } = await listingOf([CONTRACT_OF_2023]);
  expect(droppedRows).toBe(0);
  expect(perps).toEqual([
    {
      symbol: 'A_USDT',
      baseAsset: 'A',
      quoteAsset: 'USDT',
      assetClass: 'crypto',
      listedAtMs: null,
      fundingPeriodHours: 8,
      coinsPerContract: HUNDREDTH,
    },
  ]);
});

it('a ticker has its contracts counted in coins', async () => {
  const { perps } = await listingOf([CONTRACT_OF_2023]);
  const snapshot = await gate.snapshot.fetch(http([TICKER]), perps, signal);
  expect(snapshot.readings).toEqual([
    {
      symbol: 'A_USDT',
      markPrice: 50.25,
      indexPrice: 50.2,
      fundingRate: -0.0002,
      fundingPeriodHours: 8,
      nextFundingAtMs: Date.UTC(2026, 2, 10, 16),
      quoteVolume24h: 30_150.5,
      pricedAtMs: NOW_MS,
    },
  ]);
  expect(snapshot.openInterest.get('A_USDT')?.baseQty).toBeCloseTo(800_000 * HUNDREDTH, 9);
});

it.each([
  ['as it is sent', BUCKET],
  ['as the documentation has it, its price as text', { ...BUCKET, mark_price: '50.25' }],
])('a bucket, %s, has coins that are worth the USD in the same row', async (_name, row) => {
  const { perps } = await listingOf([CONTRACT_OF_2023]);
  const [perp] = perps;
  if (perp === undefined) throw new Error('not taken');
  const [sample] = (await gate.openInterestHistory?.fetch(http([row]), perp, signal)) ?? [];
  expect(sample?.baseQty).toBeCloseTo(8_000, 9);
  expect((sample?.baseQty ?? NaN) * (sample?.markPrice ?? NaN)).toBeCloseTo(402_000, 6);
  // Named by its start, of use for its end, a quarter of an hour later.
  expect(sample?.atMs).toBe(NOW_MS - 3_600_000 + 900_000);
});

describe('the list of May 2023', () => {
  /** Coins in a contract, and of how many of the 302 contracts. */
  const SIZES: [string, number][] = [
    ['0.0001', 2],
    ['0.001', 6],
    ['0.01', 18],
    ['0.1', 51],
    ['1', 125],
    ['9.6', 1],
    ['10', 57],
    ['11', 1],
    ['100', 21],
    ['1000', 5],
    ['10000', 6],
    ['100000', 2],
    ['1000000', 2],
    ['10000000', 4],
    ['100000000', 1],
  ];

  it('has 302, of which the 301 that are not leaving are taken, each by its own size', async () => {
    const sizes = SIZES.flatMap(([size, count]) => Array<string>(count).fill(size));
    const rows = sizes.map((size, index) => ({
      ...CONTRACT_OF_2023,
      name: `A${index}_USDT`,
      quanto_multiplier: size,
      in_delisting: index === 100,
    }));
    const { perps, droppedRows } = await listingOf(rows);
    expect([rows.length, perps.length, droppedRows]).toEqual([302, 301, 0]);
    const taken = new Map(perps.map((perp) => [perp.symbol, perp.coinsPerContract]));
    sizes.forEach((size, index) => {
      expect(taken.get(`A${index}_USDT`)).toBe(index === 100 ? undefined : Number(size));
    });
  });
});
