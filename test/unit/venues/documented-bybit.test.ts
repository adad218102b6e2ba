/** Whole rows in the forms that Bybit's documentation has shown over the years, with values of our own. */
import { describe, expect, it } from 'vitest';
import type { Perp } from '../../../lib/domain/perp';
import { bybit } from '../../../lib/venues/bybit';
import { envelope, http, listingOf, NOW_MS, page, perpsOf, signal } from './bybit-answers';

/** GET /v5/market/instruments-info, 2023: https://bybit-exchange.github.io/docs/v5/market/instrument */
const INSTRUMENT = {
  symbol: 'AUSDT',
  contractType: 'LinearPerpetual',
  status: 'Trading',
  baseCoin: 'A',
  quoteCoin: 'USDT',
  launchTime: '1610000000000',
  deliveryTime: '0',
  deliveryFeeRate: '',
  priceScale: '2',
  leverageFilter: { minLeverage: '1', maxLeverage: '50', leverageStep: '0.01' },
  priceFilter: { minPrice: '0.05', maxPrice: '99999', tickSize: '0.05' },
  lotSizeFilter: { maxOrderQty: '1000', minOrderQty: '0.1', qtyStep: '0.1' },
  unifiedMarginTrade: true,
  fundingInterval: 240,
  settleCoin: 'USDT',
};

describe('instruments', () => {
  it('fund in minutes', async () => {
    const { perps } = await listingOf(page([INSTRUMENT], null));
    expect(perps).toEqual([
      {
        symbol: 'AUSDT',
        baseAsset: 'A',
        quoteAsset: 'USDT',
        assetClass: 'crypto',
        listedAtMs: 1_610_000_000_000,
        fundingPeriodHours: 4,
        coinsPerContract: 1,
        openInterestSides: 2,
      },
    ]);
  });

  it('with a period of 8, as examples have it that mean hours, are listed without one', async () => {
    const { perps, droppedRows } = await listingOf(page([{ ...INSTRUMENT, fundingInterval: 8 }]));
    expect(perps.map(({ fundingPeriodHours }) => fundingPeriodHours)).toEqual([null]);
    expect(droppedRows).toBe(0);
  });
});

/** GET /v5/market/tickers, 2022: https://bybit-exchange.github.io/docs/v5/market/tickers */
const TICKER_OF_2022 = {
  symbol: 'AUSDT',
  lastPrice: '20.50',
  indexPrice: '20.40',
  markPrice: '20.45',
  prevPrice24h: '20.00',
  price24hPcnt: '0.025',
  highPrice24h: '21.00',
  lowPrice24h: '19.50',
  prevPrice1h: '20.60',
  openInterest: '4000.5',
  openInterestValue: '81810.23',
  turnover24h: '350000.2500',
  volume24h: '17000.0000',
  fundingRate: '-0.00055',
  nextFundingTime: '1790006400000',
  predictedDeliveryPrice: '',
  basisRate: '',
  deliveryFeeRate: '',
  deliveryTime: '0',
  ask1Size: '12',
  bid1Price: '20.45',
  ask1Price: '20.50',
  bid1Size: '7',
  basis: '',
};

/** The same page in October 2025: funding has its period and its cap. */
const TICKER_OF_2025 = {
  ...TICKER_OF_2022,
  preOpenPrice: '',
  preQty: '',
  curPreListingPhase: '',
  fundingIntervalHour: '1',
  basisRateYear: '',
  fundingCap: '0.005',
};

describe('tickers', () => {
  const snapshotOf = async (row: unknown, listed: string) =>
    bybit.snapshot.fetch(http(page([row])).client, await perpsOf([listed]), signal);

  it.each([
    ['2022: the period is the listing’s', TICKER_OF_2022, 8],
    ['2025: the period is their own', TICKER_OF_2025, 1],
  ])('of %s', async (_name, row, fundingPeriodHours) => {
    const snapshot = await snapshotOf(row, 'AUSDT');
    expect(snapshot.readings).toEqual([
      {
        symbol: 'AUSDT',
        markPrice: 20.45,
        indexPrice: 20.4,
        fundingRate: -0.00055,
        fundingPeriodHours,
        nextFundingAtMs: 1_790_006_400_000,
        quoteVolume24h: 350_000.25,
        pricedAtMs: NOW_MS,
      },
    ]);
    expect([...snapshot.openInterest]).toEqual([['AUSDT', { baseQty: 4000.5, atMs: NOW_MS }]]);
    expect([snapshot.droppedRows, snapshot.settled]).toEqual([0, []]);
  });

  it('of what is not listed are left out unread, as of no interest', async () => {
    const row = { ...TICKER_OF_2025, markPrice: {} };
    const { readings, openInterest, droppedRows } = await snapshotOf(row, 'BUSDT');
    expect([readings.length, openInterest.size, droppedRows]).toEqual([0, 0, 0]);
  });
});

/** GET /v5/market/open-interest: https://bybit-exchange.github.io/docs/v5/market/open-interest */
describe('open interest', () => {
  const HOUR_MS = 3_600_000;
  const historyOf = async (list: unknown[]) => {
    const [perp]: Perp[] = await perpsOf(['AUSDT']);
    if (perp === undefined) throw new Error('not taken');
    const body = envelope({ symbol: 'AUSDT', category: 'linear', list, nextPageCursor: '' });
    return bybit.openInterestHistory?.fetch(http(body).client, perp, signal);
  };

  it('of 2022 is read, oldest first', async () => {
    const rows = [
      { openInterest: '4000.50000000', timestamp: String(NOW_MS) },
      { openInterest: '3999.25000000', timestamp: String(NOW_MS - HOUR_MS) },
    ];
    expect(await historyOf(rows)).toEqual([
      { baseQty: 3999.25, atMs: NOW_MS - HOUR_MS },
      { baseQty: 4000.5, atMs: NOW_MS },
    ]);
  });

  it('of June 2026, with one side stated as well, is still that of both', async () => {
    const single = [2000.25, 1999.625, 1999.625];
    const rows = single.map((baseQty, index) => ({
      openInterest: (2 * baseQty).toFixed(8),
      singleOpenInterest: String(baseQty),
      timestamp: String(NOW_MS - index * HOUR_MS),
    }));
    const samples = (await historyOf(rows)) ?? [];
    expect(samples.map(({ baseQty }) => baseQty)).toEqual(
      single.map((baseQty) => 2 * baseQty).toReversed(),
    );
    expect((await perpsOf(['AUSDT']))[0]?.openInterestSides).toBe(2);
  });
});
