/**
 * Whole rows of prices, funding and open interest in the forms that OKX has documented, with values of our own.
 * https://www.okx.com/docs-v5/en/#public-data-rest-api
 */
import { describe, expect, it } from 'vitest';
import { okx } from '../../../lib/venues/okx';
import {
  FUNDING,
  HOUR_MS,
  http,
  INDEX,
  instrument,
  listingOf,
  MARK,
  NOW_MS,
  OPEN_INTEREST,
  signal,
  TICKERS,
} from './okx-bodies';

/** GET /api/v5/public/funding-rate: the rate is for `fundingTime`, the period is up to the next. */
const FUNDING_OF_2023 = {
  instId: 'A-USDT-SWAP',
  instType: 'SWAP',
  method: 'next_period',
  fundingRate: '0.0000625000000000',
  fundingTime: String(NOW_MS + HOUR_MS),
  nextFundingTime: String(NOW_MS + 9 * HOUR_MS),
  minFundingRate: '-0.005',
  maxFundingRate: '0.005',
  premium: '0.0001',
  settState: 'settled',
  settFundingRate: '0.0000500000000000',
  ts: String(NOW_MS - 15_000),
};

/** The same in 2026: the past period next to the next one, and no rate for that. */
const FUNDING_OF_2026 = {
  ...FUNDING_OF_2023,
  method: 'current_period',
  formulaType: 'withRate',
  impactValue: '10000.0000000000000000',
  interestRate: '0.0000500000000000',
  nextFundingRate: '',
  prevFundingTime: String(NOW_MS - 7 * HOUR_MS),
};

/** GET /api/v5/public/mark-price. */
const MARKED = {
  instType: 'SWAP',
  instId: 'A-USDT-SWAP',
  markPx: '40.2',
  ts: String(NOW_MS - 200),
};

/** GET /api/v5/market/tickers: `vol24h` in contracts, `volCcy24h` in coins. */
const TICKER = {
  instType: 'SWAP',
  instId: 'A-USDT-SWAP',
  last: '40.5',
  lastSz: '3',
  askPx: '40.6',
  askSz: '11',
  bidPx: '40.4',
  bidSz: '5',
  open24h: '39',
  high24h: '41',
  low24h: '38',
  vol24h: '200000',
  volCcy24h: '2000',
  sodUtc0: '39.5',
  sodUtc8: '39.75',
  ts: String(NOW_MS),
};

/** GET /api/v5/market/index-tickers: of a pair, not of a contract. */
const INDEXED = {
  instId: 'A-USDT',
  idxPx: '40',
  high24h: '41',
  low24h: '38',
  open24h: '39',
  sodUtc0: '39.5',
  sodUtc8: '39.75',
  ts: String(NOW_MS),
};

describe('the snapshot', () => {
  it.each([
    ['2023', FUNDING_OF_2023],
    ['2026', FUNDING_OF_2026],
  ])(
    'with funding as of %s: the turnover is coins times price, the period 8 h',
    async (_year, funding) => {
      const { perps } = await listingOf([instrument('A-USDT-SWAP')]);
      const openInterest = {
        instId: 'A-USDT-SWAP',
        instType: 'SWAP',
        oi: '75000.5',
        oiCcy: '750.005',
        oiUsd: '30150.201',
        ts: String(NOW_MS - 50),
      };
      const bodies = {
        [FUNDING]: [funding],
        [MARK]: [MARKED],
        [TICKERS]: [TICKER],
        [`${INDEX} USDT`]: [INDEXED],
        [OPEN_INTEREST]: [openInterest],
      };
      const snapshot = await okx.snapshot.fetch(http(bodies), perps, signal);
      expect(snapshot.readings).toEqual([
        {
          symbol: 'A-USDT-SWAP',
          markPrice: 40.2,
          indexPrice: 40,
          fundingRate: 0.0000625,
          fundingPeriodHours: 8,
          nextFundingAtMs: NOW_MS + HOUR_MS,
          quoteVolume24h: 81_000,
          pricedAtMs: NOW_MS - 200,
        },
      ]);
      expect([...snapshot.openInterest]).toEqual([
        ['A-USDT-SWAP', { baseQty: 750.005, atMs: NOW_MS - 50 }],
      ]);
      expect([snapshot.droppedRows, snapshot.errors]).toEqual([0, []]);
    },
  );

  /** GET /api/v5/public/open-interest, and coins in a contract. */
  it.each([
    ['BTC', 0.01],
    ['ETH', 0.1],
    ['SOL', 1],
    ['XRP', 100],
    ['DOGE', 1000],
  ])(
    '%s has contracts of %d coins, with and without their number of coins',
    async (asset, size) => {
      const instId = `${asset}-USDT-SWAP`;
      const { perps } = await listingOf([instrument(instId, { ctVal: String(size) })]);
      const oi = 30_000.25;
      for (const oiCcy of [String(oi * size), '']) {
        const row = {
          instId,
          instType: 'SWAP',
          oi: String(oi),
          oiCcy,
          oiUsd: '1',
          ts: `${NOW_MS}`,
        };
        const bodies = { [MARK]: [{ ...MARKED, instId }], [OPEN_INTEREST]: [row] };
        const { openInterest } = await okx.snapshot.fetch(http(bodies), perps, signal);
        expect((openInterest.get(instId)?.baseQty ?? NaN) / size).toBeCloseTo(oi, 6);
      }
    },
  );
});
