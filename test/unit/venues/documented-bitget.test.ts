/** Whole rows in the forms that Bitget's documentation has shown over the years, with values of our own. */
import { describe, expect, it } from 'vitest';
import { bitget } from '../../../lib/venues/bitget';
import {
  envelope,
  FUNDING,
  funding,
  http,
  INSTRUMENTS,
  listingOf,
  signal,
  snapshotOf,
  TICKERS,
} from './bitget-answers';

/** GET /api/v2/mix/market/tickers, 2023: https://www.bitget.com/api-doc/contract/market/Get-All-Symbol-Ticker */
const TICKER_OF_2023 = {
  symbol: 'AUSDT',
  lastPr: '250.5',
  askPr: '250.6',
  bidPr: '250.4',
  bidSz: '1.25',
  askSz: '3.5',
  high24h: '260',
  low24h: '240',
  ts: '1690000000123',
  change24h: '0.01',
  baseVolume: '40',
  quoteVolume: '10020',
  usdtVolume: '10020',
  openUtc: '249',
  changeUtc24h: '0.006',
  indexPrice: '250.125',
  fundingRate: '-0.0003',
  holdingAmount: '512.75',
  deliveryStartTime: null,
  deliveryTime: null,
  deliveryStatus: 'delivery_normal',
  open24h: '248',
};

/** A dated contract of the same list. */
const DATED_TICKER = {
  ...TICKER_OF_2023,
  symbol: 'AUSD_231229',
  fundingRate: '0',
  deliveryStartTime: '1688000000000',
  deliveryTime: '1703800000000',
};

describe('tickers of 2023, before there was a mark price', () => {
  const bodies = {
    [TICKERS]: [TICKER_OF_2023, DATED_TICKER],
    [FUNDING]: [funding('AUSDT', { fundingRate: '', fundingRateInterval: '' })],
  };

  it('are read for what they have: index, funding, turnover, and open interest in coins', async () => {
    const row = { symbol: 'AUSDT', baseCoin: 'A', quoteCoin: 'USDT', fundInterval: '8' };
    const listed = { ...row, type: 'perpetual', status: 'online' };
    const { perps } = await listingOf({ [INSTRUMENTS]: [listed] });
    const snapshot = await bitget.snapshot.fetch(http(bodies), perps, signal);
    expect(snapshot.readings[0]).toMatchObject({
      symbol: 'AUSDT',
      markPrice: null,
      indexPrice: 250.125,
      fundingRate: -0.0003,
      fundingPeriodHours: 8,
      quoteVolume24h: 10_020,
      pricedAtMs: 1_690_000_000_123,
    });
    expect(snapshot.openInterest.get('AUSDT')).toEqual({
      baseQty: 512.75,
      atMs: 1_690_000_000_123,
    });
    // The dated one is nobody's, and no fault.
    expect(snapshot.readings.map(({ symbol }) => symbol)).toEqual(['AUSDT', 'ZPERP']);
    expect([snapshot.droppedRows, snapshot.errors]).toEqual([0, []]);
  });
});

/** GET /api/mix/v1/market/contracts, 2022. */
const CONTRACT_OF_V1 = {
  symbol: 'AUSDT_UMCBL',
  makerFeeRate: '0.0001',
  takerFeeRate: '0.0003',
  feeRateUpRatio: '0.002',
  openCostUpRatio: '0.03',
  quoteCoin: 'USDT',
  baseCoin: 'A',
  buyLimitPriceRatio: '0.02',
  sellLimitPriceRatio: '0.02',
  supportMarginCoins: ['USDT'],
  minTradeNum: '0.5',
  priceEndStep: '5',
  volumePlace: '1',
  pricePlace: '3',
};

/**
 * GET /api/v2/mix/market/contracts, 2023: https://www.bitget.com/api-doc/contract/market/Get-All-Symbols-Contracts
 * Its `symbolType` is the `type` of the newer list, where `symbolType` is the class of the asset.
 */
const CONTRACT_OF_V2 = {
  ...CONTRACT_OF_V1,
  symbol: 'AUSDT',
  sizeMultiplier: '0.5',
  symbolType: 'perpetual',
  minTradeUSDT: '5',
  maxSymbolOrderNum: '200',
  maxProductOrderNum: '400',
  maxPositionNum: '70',
  symbolStatus: 'normal',
  offTime: '-1',
  limitOpenTime: '-1',
  deliveryTime: '',
  deliveryStartTime: '',
  launchTime: '',
  fundInterval: '8',
  minLever: '1',
  maxLever: '75',
  posLimit: '0.04',
  maintainTime: '1680000000000',
};

it.each([
  ['v1', CONTRACT_OF_V1],
  ['v2', CONTRACT_OF_V2],
])('an older list, %s, is refused: it does not say what its rows are', async (_name, row) => {
  const rows = ['A', 'B', 'C'].map((baseCoin) => ({ ...row, baseCoin }));
  const both = { [INSTRUMENTS]: rows, [`${INSTRUMENTS} USDC`]: rows };
  await expect(listingOf(both)).rejects.toThrow(
    `bitget, GET ${INSTRUMENTS} USDT-FUTURES: [0].type: Invalid input`,
  );
});

/** GET /api/v2/mix/market/open-interest, 2023: https://www.bitget.com/api-doc/contract/market/Get-Open-Interest */
it('open interest of one contract, an object for a list, is refused as a whole', async () => {
  const data = { openInterestList: [{ symbol: 'AUSDT', size: '512.75' }], ts: '1690000000123' };
  await expect(snapshotOf({ [TICKERS]: envelope(data) })).rejects.toThrow(
    `bitget, GET ${TICKERS} USDT-FUTURES: expected a list of rows`,
  );
});
