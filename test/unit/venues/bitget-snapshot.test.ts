import { describe, expect, it } from 'vitest';
import { VenueError } from '../../../lib/http/venue-error';
import { FUNDING, funding, NOW_MS, snapshotOf, TICKERS, ticker } from './bitget-answers';

const SITE = { venue: 'bitget', endpoint: 'x' };
const lost = (kind: VenueError['kind'] = 'server') => new VenueError(SITE, kind, 'lost');

describe('the snapshot', () => {
  it('reads prices, funding with its own period, turnover and open interest of both products', async () => {
    const snapshot = await snapshotOf({
      [TICKERS]: [ticker('AUSDT'), ticker('UNLISTEDUSDT')],
      [FUNDING]: [funding('RWATESTMEUSDT', { fundingRate: '' }), funding('AUSDT')],
      [`${TICKERS} USDC`]: [ticker('ZPERP', { ts: String(NOW_MS + 4) })],
    });
    expect(snapshot.readings[0]).toEqual({
      symbol: 'AUSDT',
      markPrice: 101,
      indexPrice: 100,
      fundingRate: 0.000074,
      fundingPeriodHours: 4,
      nextFundingAtMs: NOW_MS + 3_600_000,
      quoteVolume24h: 2020.5,
      pricedAtMs: NOW_MS,
    });
    expect(snapshot.readings.map(({ symbol }) => symbol)).toEqual(['AUSDT', 'ZPERP']);
    expect([...snapshot.openInterest]).toEqual([
      ['AUSDT', { baseQty: 35194.2193999999167, atMs: NOW_MS }],
      ['ZPERP', { baseQty: 35194.2193999999167, atMs: NOW_MS + 4 }],
    ]);
    expect(snapshot).toMatchObject({
      // The middle one, the lower of two.
      venueTimeMs: NOW_MS,
      settled: [],
      errors: [],
      droppedRows: 0,
    });
  });

  it('takes empty text and null for missing, a zero price for none, a zero rate for a zero', async () => {
    const change = { markPrice: '', indexPrice: '0', holdingAmount: '', quoteVolume: null };
    const rows = [ticker('AUSDT', change), ticker('BUSDT', { holdingAmount: '0' })];
    const rates = [
      funding('AUSDT', { fundingRate: '0', nextUpdate: '' }),
      funding('BUSDT', { fundingRate: '', fundingRateInterval: '' }),
    ];
    const snapshot = await snapshotOf({ [TICKERS]: rows, [FUNDING]: rates }, ['AUSDT', 'BUSDT']);
    expect(snapshot.readings[0]).toMatchObject({
      markPrice: null,
      indexPrice: null,
      fundingRate: 0,
      nextFundingAtMs: null,
      quoteVolume24h: null,
    });
    // The prices' own rate, and the listing's period.
    expect(snapshot.readings[1]).toMatchObject({ fundingRate: 0.0001, fundingPeriodHours: 8 });
    expect([...snapshot.openInterest.keys()]).toEqual(['BUSDT', 'ZPERP']);
    expect(snapshot.openInterest.get('BUSDT')?.baseQty).toBe(0);
    expect(snapshot.droppedRows).toBe(0);
  });

  it('does without a field that is gone', async () => {
    const row = ticker('AUSDT', { markPrice: undefined, holdingAmount: undefined });
    const snapshot = await snapshotOf({ [TICKERS]: [row], [FUNDING]: [funding('AUSDT')] });
    expect(snapshot.readings[0]).toMatchObject({ markPrice: null, indexPrice: 100 });
    expect([...snapshot.openInterest.keys()]).toEqual(['ZPERP']);
    expect(snapshot.droppedRows).toBe(0);
  });

  it('takes numbers for text, and new fields for nothing', async () => {
    const row = ticker('AUSDT', { markPrice: 101, holdingAmount: 7, ts: NOW_MS, more: [{}] });
    const snapshot = await snapshotOf({ [TICKERS]: [row], [FUNDING]: [funding('AUSDT')] });
    expect(snapshot.readings[0]?.markPrice).toBe(101);
    expect(snapshot.openInterest.get('AUSDT')?.baseQty).toBe(7);
  });

  it('lets a symbol go that has no prices any more, when the answers are whole', async () => {
    const whole = { [TICKERS]: [ticker('AUSDT')], [FUNDING]: [funding('AUSDT')] };
    const symbols = ['AUSDT', 'BUSDT'];
    expect((await snapshotOf(whole, symbols)).settled).toEqual(['BUSDT']);
    const partial = { ...whole, [`${TICKERS} USDC`]: lost() };
    expect((await snapshotOf(partial, symbols)).settled).toEqual([]);
    const torn = { ...whole, [TICKERS]: [ticker('AUSDT'), {}] };
    expect((await snapshotOf(torn, symbols)).settled).toEqual([]);
  });

  it('does without the lesser parts, and not without its prices', async () => {
    const prices = { [TICKERS]: [ticker('AUSDT')] };
    const noRates = await snapshotOf({ ...prices, [FUNDING]: lost() });
    expect(noRates.errors).toHaveLength(1);
    expect(noRates.readings[0]).toMatchObject({
      fundingRate: 0.0001,
      fundingPeriodHours: 8,
      nextFundingAtMs: null,
    });
    const rates = { [FUNDING]: [funding('AUSDT')] };
    const noOther = await snapshotOf({ ...prices, ...rates, [`${TICKERS} USDC`]: lost('shape') });
    expect(noOther.errors).toHaveLength(1);
    expect(noOther.readings.map(({ symbol }) => symbol)).toEqual(['AUSDT']);
    const noMain = await snapshotOf({
      ...rates,
      [TICKERS]: lost(),
      [`${TICKERS} USDC`]: [ticker('ZPERP')],
    });
    expect(noMain.errors).toHaveLength(1);
    expect(noMain.readings.map(({ symbol }) => symbol)).toEqual(['ZPERP']);
    expect(noMain.settled).toEqual([]);
    for (const empty of [[], lost('nothing-listed')]) {
      const noRows = await snapshotOf({ ...prices, ...rates, [`${TICKERS} USDC`]: empty });
      expect(noRows.readings.map(({ symbol }) => symbol)).toEqual(['AUSDT']);
    }
    await expect(snapshotOf({ ...rates, [TICKERS]: lost() })).rejects.toThrow('lost');
    const limited = { ...prices, ...rates, [`${TICKERS} USDC`]: lost('rate-limited') };
    await expect(snapshotOf(limited)).rejects.toMatchObject({ kind: 'rate-limited' });
  });

  it.each([
    ['a price in words', { markPrice: 'n/a' }, 'markPrice'],
    ['an object for open interest', { holdingAmount: {} }, 'holdingAmount'],
    ['no time', { ts: undefined }, 'ts'],
    ['no name', { symbol: undefined }, 'symbol'],
    ['seconds for ms', { ts: '1790000000' }, 'ts'],
  ])('drops a row with %s, and refuses a body of such rows', async (_name, change, field) => {
    const bad: unknown = JSON.parse(JSON.stringify(ticker('AUSDT', change)));
    const good = [ticker('BUSDT'), ticker('CUSDT')];
    const symbols = ['AUSDT', 'BUSDT', 'CUSDT'];
    const rates = { [FUNDING]: [funding('AUSDT')] };
    const some = await snapshotOf({ ...rates, [TICKERS]: [bad, ...good] }, symbols);
    expect(some.droppedRows).toBe(1);
    expect(some.readings.map(({ symbol }) => symbol)).toEqual(['BUSDT', 'CUSDT', 'ZPERP']);
    const bodies = { ...rates, [TICKERS]: [bad], [`${TICKERS} USDC`]: lost() };
    await expect(snapshotOf(bodies)).rejects.toThrow(
      `bitget, GET ${TICKERS} USDT-FUTURES: [0].${field}`,
    );
  });
});
