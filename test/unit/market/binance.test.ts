import { describe, expect, it } from 'vitest';
import { asRows, historyPath, MIDNIGHT_MS, openMarket } from './ask';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('open interest', () => {
  it('is in the history what it was live', async () => {
    const { core, row, rows } = openMarket();
    for (const symbol of [
      'BTCUSDT',
      'DOGEUSDT',
      '1000PEPEUSDT',
      '龙虾USDT',
      'ETHUSDC',
      'TSLAUSDT',
    ]) {
      core.clock.setTime(MIDNIGHT_MS);
      const live = await row(`/fapi/v1/openInterest?symbol=${encodeURIComponent(symbol)}`);
      const price = await row(`/fapi/v1/premiumIndex?symbol=${encodeURIComponent(symbol)}`);
      core.clock.advance(5_000);
      const [bucket] = await rows(historyPath(symbol, '5m', 1));
      expect(bucket?.['timestamp']).toBe(MIDNIGHT_MS);
      expect(Number(bucket?.['sumOpenInterest'])).toBe(Number(live['openInterest']));
      const value = Number(live['openInterest']) * Number(price['markPrice']);
      expect(Number(bucket?.['sumOpenInterestValue']) / value).toBeCloseTo(1, 3);
    }
  });

  it('is the same at a moment whatever the period', async () => {
    const { core, rows } = openMarket();
    core.clock.advance(10_000);
    const periods = ['5m', '15m', '30m', '1h', '2h', '4h', '6h', '12h', '1d'];
    const last = await Promise.all(
      periods.map(async (period) => (await rows(historyPath('SOLUSDT', period, 2))).at(-1)),
    );
    expect(new Set(last.map((row) => JSON.stringify(row))).size).toBe(1);
  });

  it('comes oldest first, in steps, within its limit and its month', async () => {
    const { core, rows } = openMarket();
    core.clock.advance(7 * MINUTE_MS);
    const history = await rows(historyPath('BTCUSDT', '5m', 289));
    const times = history.map(({ timestamp }) => Number(timestamp));
    expect(history).toHaveLength(289);
    expect(times.at(-1)).toBe(MIDNIGHT_MS + 5 * MINUTE_MS);
    expect(
      times.every((time, at) => at === 0 || time - (times[at - 1] ?? 0) === 5 * MINUTE_MS),
    ).toBe(true);
    expect(await rows('/futures/data/openInterestHist?symbol=BTCUSDT&period=1h')).toHaveLength(30);
    expect((await rows(historyPath('BTCUSDT', '4h', 500))).length).toBe(180);
    const range = `&startTime=${MIDNIGHT_MS - 3 * HOUR_MS}&endTime=${MIDNIGHT_MS - HOUR_MS}`;
    expect(await rows(historyPath('BTCUSDT', '1h', 500) + range)).toHaveLength(3);
  });

  it('appears in the history five seconds after its time', async () => {
    const { core, rows } = openMarket();
    core.clock.advance(4_999);
    const newest = async () => (await rows(historyPath('BTCUSDT', '5m', 1)))[0]?.['timestamp'];
    expect(await newest()).toBe(MIDNIGHT_MS - 5 * MINUTE_MS);
    core.clock.advance(1);
    expect(await newest()).toBe(MIDNIGHT_MS);
  });
});

describe('funding', () => {
  it('was paid as it had been announced', async () => {
    const { row, rows } = openMarket();
    for (const symbol of ['BTCUSDT', 'AVAXUSDT', 'APTUSDT']) {
      const price = await row(`/fapi/v1/premiumIndex?symbol=${symbol}`);
      const paid = await rows(`/fapi/v1/fundingRate?symbol=${symbol}&limit=3`);
      expect(paid).toHaveLength(3);
      expect(paid.at(-1)).toMatchObject({
        fundingTime: MIDNIGHT_MS,
        fundingRate: price['lastFundingRate'],
      });
    }
  });

  it('has periods of 1, 4 and 8 hours, and those that are not stated are 8', async () => {
    const { rows } = openMarket();
    const told = await rows('/fapi/v1/fundingInfo');
    const hours = new Map(told.map((row) => [row['symbol'], Number(row['fundingIntervalHours'])]));
    const prices = (await rows('/fapi/v1/premiumIndex')).filter(
      ({ nextFundingTime, estimatedSettlePrice }) =>
        nextFundingTime !== 0 && Number(estimatedSettlePrice) > 0,
    );
    expect(hours.size / prices.length).toBeGreaterThan(0.5);
    expect(hours.size / prices.length).toBeLessThan(0.8);
    for (const { symbol, nextFundingTime } of prices) {
      expect(Number(nextFundingTime) - MIDNIGHT_MS).toBe((hours.get(symbol) ?? 8) * HOUR_MS);
    }
    const count = (period: number) => [...hours.values()].filter((each) => each === period).length;
    expect(count(1)).toBeGreaterThanOrEqual(10);
    expect(count(4)).toBeGreaterThan(250);
  });
});

describe('the listing', () => {
  it('has the kinds of contracts that the venue has', async () => {
    const { row } = openMarket();
    const info = await row('/fapi/v1/exchangeInfo');
    const contracts = asRows(info['symbols']);
    expect(JSON.stringify(info).length).toBeGreaterThan(800_000);
    const count = (wanted: Record<string, string>) =>
      contracts.filter((each) =>
        Object.entries(wanted).every(([key, value]) => each[key] === value),
      ).length;
    const trading = { status: 'TRADING' };
    const perpetual = { ...trading, contractType: 'PERPETUAL' };
    expect(count({ ...perpetual, underlyingType: 'COIN', quoteAsset: 'USDT' })).toBeGreaterThan(
      530,
    );
    expect(count({ ...perpetual, quoteAsset: 'USDC' })).toBe(35);
    expect(count({ ...perpetual, quoteAsset: 'BTC' })).toBe(2);
    expect(count({ ...perpetual, underlyingType: 'INDEX' })).toBe(2);
    expect(count({ ...perpetual, underlyingType: 'PREMARKET' })).toBe(3);
    expect(count({ ...trading, contractType: 'TRADIFI_PERPETUAL' })).toBe(40);
    expect(count({ contractType: 'CURRENT_QUARTER' })).toBe(2);
    expect(count({ contractType: 'NEXT_QUARTER' })).toBe(2);
    const symbols = contracts.map(({ symbol }) => symbol);
    expect(new Set(symbols).size).toBe(symbols.length);
    expect(symbols).toEqual(
      expect.arrayContaining(['1000000MOGUSDT', '1MBABYDOGEUSDT', '1000XUSDT', 'BTCUSDT_260327']),
    );
  });

  it('leaves 42 settled ones among the prices, fresh in time and stale in price', async () => {
    const { core, row, rows } = openMarket();
    const leftovers = async () =>
      (await rows('/fapi/v1/premiumIndex')).filter(
        (each) =>
          each['estimatedSettlePrice'] === '0.00000000' && each['lastFundingRate'] === '0.00000000',
      );
    const before = await leftovers();
    core.clock.advance(2 * MINUTE_MS);
    const after = await leftovers();
    expect(before).toHaveLength(42);
    expect(after.map(({ markPrice }) => markPrice)).toEqual(
      before.map(({ markPrice }) => markPrice),
    );
    expect(after[0]?.['time']).toBe(MIDNIGHT_MS + 2 * MINUTE_MS);
    const listed = asRows((await row('/fapi/v1/exchangeInfo'))['symbols']);
    const status = new Map(listed.map((each) => [each['symbol'], each['status']]));
    const states = before.map(({ symbol }) => String(status.get(symbol)));
    const count = (state: string) => states.filter((each) => each === state).length;
    expect(['TRADING', 'SETTLING', 'PENDING_TRADING', 'undefined'].map(count)).toEqual([
      1, 23, 14, 4,
    ]);
  });
});

describe('wrong questions', () => {
  it.each([
    ['/fapi/v1/openInterest?symbol=NOPEUSDT', 400, -1121],
    ['/fapi/v1/openInterest', 400, -1102],
    ['/futures/data/openInterestHist?symbol=BTCUSDT', 400, -1102],
    ['/futures/data/openInterestHist?symbol=BTCUSDT&period=7m', 400, -1130],
    ['/futures/data/openInterestHist?symbol=BTCUSDT&period=5m&limit=501', 400, -1130],
    ['/fapi/v1/fundingRate?symbol=BTCUSDT&limit=x', 400, -1130],
    ['/fapi/v1/nothing', 404, -5000],
  ])('are refused: %s', async (path, status, code) => {
    const { get } = openMarket();
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });
});
