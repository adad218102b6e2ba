import { describe, expect, it } from 'vitest';
import { bybit } from '../../../lib/venues/bybit';
import {
  envelope,
  http,
  NOW_MS,
  page,
  perpsOf,
  signal,
  snapshotOf,
  ticker,
  TICKERS,
} from './bybit-answers';

describe('the snapshot', () => {
  it('reads prices, funding, period, turnover and open interest of both sides at once', async () => {
    const snapshot = await snapshotOf(page([ticker('AUSDT'), ticker('UNLISTEDUSDT')]));
    expect(snapshot.readings).toEqual([
      {
        symbol: 'AUSDT',
        markPrice: 101,
        indexPrice: 100,
        fundingRate: 0.0001,
        fundingPeriodHours: 4,
        nextFundingAtMs: NOW_MS + 3_600_000,
        quoteVolume24h: 1234.5,
        pricedAtMs: NOW_MS,
      },
    ]);
    expect([...snapshot.openInterest]).toEqual([['AUSDT', { baseQty: 63910.5, atMs: NOW_MS }]]);
    expect(snapshot).toMatchObject({ venueTimeMs: NOW_MS, settled: [], droppedRows: 0 });
  });

  it('takes empty text, zero prices and absence for missing, never for 0', async () => {
    const row = ticker('AUSDT', {
      fundingRate: '',
      nextFundingTime: '0',
      indexPrice: '0',
      openInterest: '',
      turnover24h: null,
      fundingIntervalHour: undefined,
    });
    const snapshot = await snapshotOf(page([row]));
    expect(snapshot.readings[0]).toMatchObject({
      fundingRate: null,
      nextFundingAtMs: null,
      indexPrice: null,
      quoteVolume24h: null,
      // As the listing had it.
      fundingPeriodHours: 8,
    });
    expect(snapshot.openInterest.size).toBe(0);
  });

  it('reads numbers where there was text', async () => {
    const row = ticker('AUSDT', { markPrice: 101, openInterest: 5, fundingIntervalHour: 1 });
    const snapshot = await snapshotOf(page([row]));
    expect(snapshot.readings[0]).toMatchObject({ markPrice: 101, fundingPeriodHours: 1 });
    expect(snapshot.openInterest.get('AUSDT')?.baseQty).toBe(5);
  });

  it('lets a symbol go that has left the prices, though not where rows were lost', async () => {
    const symbols = ['AUSDT', 'BUSDT', 'CUSDT'];
    const whole = await snapshotOf(page([ticker('AUSDT'), ticker('CUSDT')]), symbols);
    expect(whole.settled).toEqual(['BUSDT']);
    const torn = await snapshotOf(
      page([ticker('AUSDT'), ticker('CUSDT'), { symbol: 'BUSDT', markPrice: 'n/a' }]),
      symbols,
    );
    expect([torn.settled, torn.droppedRows]).toEqual([[], 1]);
    expect((await snapshotOf(page([ticker('AUSDT')]), symbols)).settled).toEqual([]);
  });

  it.each([
    ['an object for a price', { markPrice: {} }, 'markPrice'],
    ['words for numbers', { fundingRate: 'n/a' }, 'fundingRate'],
  ])('drops a row with %s', async (_name, change, field) => {
    const good = ticker('BUSDT');
    const rows = await snapshotOf(page([ticker('AUSDT', change), good]), ['AUSDT', 'BUSDT']);
    expect(rows.droppedRows).toBe(1);
    expect(rows.readings.map(({ symbol }) => symbol)).toEqual(['BUSDT']);
    await expect(snapshotOf(page([ticker('AUSDT', change)]))).rejects.toThrow(
      `${TICKERS}: [0].${field}`,
    );
  });

  it.each([
    ['a list instead of an envelope', ['moved'], 'body:'],
    ['an envelope of something else', { data: 'moved' }, 'retCode:'],
    ['no list', envelope({ category: 'linear' }), 'result.list:'],
    ['seconds for ms', envelope({ list: [] }, { time: 1_790_000_000 }), 'time: expected ms'],
    ['an empty list', page([]), 'an empty list'],
  ])('is refused as a whole: %s', async (_name, body, words) => {
    await expect(snapshotOf(body)).rejects.toThrow(`${TICKERS}: ${words}`);
  });
});

describe('the history', () => {
  const historyOf = async (body: unknown, symbol = 'AUSDT') => {
    const [perp] = await perpsOf([symbol]);
    if (perp === undefined) throw new Error('no perpetual');
    const { client, urls } = http(body);
    const samples = await bybit.openInterestHistory?.fetch(client, perp, signal);
    return { samples, urls: urls() };
  };

  it('covers more than a day, oldest first, in the unit of the current one', async () => {
    const rows = [
      { openInterest: '20', singleOpenInterest: '10', timestamp: String(NOW_MS) },
      { openInterest: '18.0', singleOpenInterest: '9', timestamp: NOW_MS - 900_000 },
    ];
    const { samples, urls } = await historyOf(page(rows, 'lastid%3D1'), '1000BONKPERP');
    expect(samples).toEqual([
      { baseQty: 18, atMs: NOW_MS - 900_000 },
      { baseQty: 20, atMs: NOW_MS },
    ]);
    expect(urls).toEqual([
      'open-interest?category=linear&symbol=1000BONKPERP&intervalTime=15min&limit=100',
    ]);
  });

  it('is empty for a contract too young to have one', async () => {
    expect((await historyOf(page([]))).samples).toEqual([]);
  });

  it('refuses times in seconds', async () => {
    const rows = [{ openInterest: '20', timestamp: '1790000000' }];
    await expect(historyOf(page(rows))).rejects.toThrow(/open-interest: \[0\]\.timestamp/);
  });
});
