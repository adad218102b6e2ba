/**
 * Whole instruments in the forms that OKX has documented, with values of our own, and figures of what it really lists.
 * https://www.okx.com/docs-v5/en/#public-data-rest-api-get-instruments
 */
import { describe, expect, it } from 'vitest';
import { listingOf } from './okx-bodies';

/** GET /api/v5/public/instruments, 2022. */
const LINEAR_OF_2022 = {
  alias: '',
  baseCcy: '',
  category: '1',
  ctMult: '1',
  ctType: 'linear',
  ctVal: '0.01',
  ctValCcy: 'A',
  expTime: '',
  instId: 'A-USDT-SWAP',
  instType: 'SWAP',
  lever: '50',
  listTime: '1600000000000',
  lotSz: '1',
  minSz: '1',
  maxLmtSz: '1000000',
  maxMktSz: '2000',
  maxStopSz: '2000',
  maxTwapSz: '1000000',
  maxIcebergSz: '1000000',
  maxTriggerSz: '1000000',
  optType: '',
  quoteCcy: '',
  settleCcy: 'USDT',
  state: 'live',
  stk: '',
  tickSz: '0.01',
  uly: 'A-USDT',
};

/** The same in 2025. */
const LINEAR_OF_2025 = {
  ...LINEAR_OF_2022,
  auctionEndTime: '',
  contTdSwTime: '',
  futureSettlement: false,
  instFamily: 'A-USDT',
  instIdCode: 12_345,
  maxLmtAmt: '7000000',
  maxMktAmt: '',
  maxPlatOILmt: '',
  openType: '',
  posLmtAmt: '',
  posLmtPct: '',
  preMktSwTime: '',
  ruleType: 'normal',
  tradeQuoteCcyList: [],
};

/** Margined in coins: a contract is so many dollars, not coins. */
const INVERSE = { ctType: 'inverse', ctVal: '100', ctValCcy: 'USD', settleCcy: 'A', uly: 'A-USD' };

describe('the instruments', () => {
  it.each([
    ['2022', LINEAR_OF_2022],
    ['2025', LINEAR_OF_2025],
  ])(
    'of %s: linear ones are ours, in coins a contract, those margined in coins are not',
    async (_year, row) => {
      const rows = [{ ...row, ...INVERSE, instId: 'A-USD-SWAP' }, row];
      const { perps, droppedRows } = await listingOf(rows);
      expect(droppedRows).toBe(0);
      expect(perps).toEqual([
        {
          symbol: 'A-USDT-SWAP',
          baseAsset: 'A',
          quoteAsset: 'USDT',
          assetClass: 'crypto',
          listedAtMs: 1_600_000_000_000,
          fundingPeriodHours: null,
          coinsPerContract: 0.01,
        },
      ]);
    },
  );

  /** Of May 2022: coins in a linear contract, and of how many; 40 more were inverse. */
  const SIZES: [string, number][] = [
    ['0.0001', 1],
    ['0.001', 1],
    ['0.01', 5],
    ['0.1', 21],
    ['1', 44],
    ['10', 32],
    ['100', 11],
    ['1000', 3],
    ['100000', 1],
    ['1000000', 5],
    ['1000000000', 2],
  ];

  it('were 166 in May 2022: 126 ours, each by its own size', async () => {
    const sizes = SIZES.flatMap(([size, count]) => Array<string>(count).fill(size));
    const linear = sizes.map((ctVal, index) => ({
      ...LINEAR_OF_2022,
      instId: `A${index}-USDT-SWAP`,
      ctVal,
    }));
    const inverse = Array.from({ length: 40 }, (_, index) => ({
      ...LINEAR_OF_2022,
      ...INVERSE,
      instId: `A${index}-USD-SWAP`,
    }));
    const { perps, droppedRows } = await listingOf([...inverse, ...linear]);
    expect([inverse.length + linear.length, perps.length, droppedRows]).toEqual([166, 126, 0]);
    expect(perps.map(({ coinsPerContract }) => coinsPerContract)).toEqual(sizes.map(Number));
  });
});
