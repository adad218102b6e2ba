import { describe, expect, it } from 'vitest';
import { marketFetch } from '../../market';
import { asRows, MIDNIGHT_MS } from './ask';
import { CONTRACTS, FUNDING, INSTRUMENTS, openVenue, TICKERS } from './bitget-venue';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('the lists', () => {
  it('have the kinds of contracts that the venue has', async () => {
    const { of } = openVenue();
    const rows = await of(INSTRUMENTS);
    const count = (field: string, value: unknown) =>
      rows.filter((row) => row[field] === value).length;
    expect(count('type', 'perpetual')).toBe(rows.length);
    expect(count('isRwa', 'YES')).toBeGreaterThan(25);
    for (const type of ['stock', 'metal', 'commodity']) {
      expect(count('symbolType', type)).toBeGreaterThan(1);
    }
    expect(
      rows.filter(({ isRwa, symbolType }) => isRwa === 'YES' && symbolType === 'crypto').length,
    ).toBeGreaterThan(0);
    for (const status of ['offline', 'limit_open', 'restrictedAPI', 'listed']) {
      expect(count('status', status)).toBe(1);
    }
    const symbols = rows.map(({ symbol }) => symbol);
    expect(new Set(symbols).size).toBe(symbols.length);
    expect(symbols).toEqual(
      expect.arrayContaining([
        'PEPEUSDT',
        '1000BONKUSDT',
        '1MBABYDOGEUSDT',
        '1000XUSDT',
        '龙虾USDT',
      ]),
    );
    expect(symbols).not.toContain('1000PEPEUSDT');
    const inCoins = await of(INSTRUMENTS, 'COIN');
    expect(inCoins.filter(({ type }) => type === 'delivery')).toHaveLength(2);
    const inUsdc = await of(INSTRUMENTS, 'USDC');
    expect(inUsdc).toHaveLength(49);
    expect(inUsdc.every(({ symbol }) => String(symbol).endsWith('PERP'))).toBe(true);
    expect(await of(CONTRACTS, 'SUSDT')).toEqual([]);
  });

  it('are the same, in the words of the older one and of the newer', async () => {
    const { bySymbol } = openVenue();
    for (const product of ['USDT', 'USDC', 'COIN']) {
      const older = await bySymbol(CONTRACTS, product);
      const newer = await bySymbol(INSTRUMENTS, product);
      expect([...older.keys()]).toEqual([...newer.keys()]);
      for (const [symbol, row] of newer) {
        const { isRwa, offTime, fundInterval, type, status } = row;
        expect(older.get(symbol)).toMatchObject({
          ...{ isRwa, offTime, fundInterval, symbolType: type },
          ...(status === 'online' && { symbolStatus: 'normal' }),
        });
      }
    }
  });

  it('announce a new one, and when an old one goes', async () => {
    const { core, bySymbol } = openVenue();
    const before = await bySymbol(INSTRUMENTS);
    expect(before.get('NEWCOUSDT')).toMatchObject({ status: 'listed' });
    expect((await bySymbol(TICKERS)).has('NEWCOUSDT')).toBe(false);
    expect(Number(before.get('OLDCOUSDT')?.['offTime'])).toBe(MIDNIGHT_MS + 6 * MINUTE_MS);
    core.clock.advance(30 * MINUTE_MS);
    const after = await bySymbol(INSTRUMENTS);
    expect(after.get('NEWCOUSDT')).toMatchObject({ status: 'online' });
    expect((await bySymbol(TICKERS)).has('NEWCOUSDT')).toBe(true);
    expect(after.has('OLDCOUSDT')).toBe(false);
    expect((await bySymbol(TICKERS)).has('OLDCOUSDT')).toBe(false);
    expect(core.stories().map(({ symbols }) => symbols['bitget'])).toEqual(
      core.world.stories.map(({ asset }) => `${asset}USDT`),
    );
  });
});

describe('prices and open interest', () => {
  it('are text, in coins, with what adding up leaves behind', async () => {
    const tickers = await openVenue().of(TICKERS);
    const fields = ['lastPr', 'markPrice', 'indexPrice', 'holdingAmount', 'quoteVolume', 'ts'];
    for (const row of tickers) {
      for (const field of fields) expect(row[field]).toMatch(/^\d+(\.\d+)?$/);
      expect(row).toMatchObject({ deliveryTime: null, deliveryStartTime: null });
    }
    expect(tickers.some((row) => /\.\d{12,}/.test(String(row['holdingAmount'])))).toBe(true);
  });

  it('agree with what is asked for one by one', async () => {
    const { bySymbol, data, rows } = openVenue();
    const tickers = await bySymbol(TICKERS);
    for (const symbol of ['BTCUSDT', 'PEPEUSDT', '龙虾USDT']) {
      const query = `symbol=${encodeURIComponent(symbol)}&productType=usdt-futures`;
      const row = tickers.get(symbol);
      expect(await rows(`v2/mix/market/ticker?${query}`)).toEqual([row]);
      expect(await data(`v2/mix/market/open-interest?${query}`)).toEqual({
        openInterestList: [{ symbol, size: row?.['holdingAmount'] }],
        ts: String(MIDNIGHT_MS),
      });
      const [price] = await rows(`v2/mix/market/symbol-price?${query}`);
      expect(price).toMatchObject({ markPrice: row?.['markPrice'], price: row?.['lastPr'] });
    }
  });

  it('are about those of other venues, names and multipliers aside', async () => {
    const { core, bySymbol } = openVenue();
    const ours = await bySymbol(TICKERS);
    const prices = await marketFetch(core)('https://fapi.binance.com/fapi/v1/premiumIndex');
    const theirs = new Map(
      asRows(await prices.json()).map((row) => [row['symbol'], Number(row['indexPrice'])]),
    );
    for (const [symbol, other, units] of [
      ['BTCUSDT', 'BTCUSDT', 1],
      ['PEPEUSDT', '1000PEPEUSDT', 1000],
      ['1MBABYDOGEUSDT', '1MBABYDOGEUSDT', 1],
      ['1000BONKUSDT', '1000BONKUSDT', 1],
      ['1000SATSUSDT', '1000SATSUSDT', 1],
      ['1000000MOGUSDT', '1000000MOGUSDT', 1],
      ['FLOKIUSDT', '1000FLOKIUSDT', 1000],
    ] as const) {
      const price = Number(ours.get(symbol)?.['indexPrice']) * units;
      expect(Math.abs(price / (theirs.get(other) ?? 0) - 1)).toBeLessThan(0.0003);
    }
  });
});

describe('funding', () => {
  it('is the same among the prices, and also stated of symbols that are not listed', async () => {
    const { bySymbol } = openVenue();
    const tickers = await bySymbol(TICKERS);
    const rates = await bySymbol(FUNDING);
    for (const [symbol, row] of tickers) {
      expect(rates.get(symbol)?.['fundingRate']).toBe(row['fundingRate']);
    }
    const unlisted = [...rates.keys()].filter((symbol) => !tickers.has(symbol));
    expect(unlisted).toHaveLength(11);
    expect(unlisted).toContain('RWATESTMEUSDT');
    const hours = new Set([...rates.values()].map((row) => row['fundingRateInterval']));
    expect([...hours].sort()).toEqual(['1', '4', '8']);
    for (const row of rates.values()) {
      const periodMs = Number(row['fundingRateInterval']) * HOUR_MS;
      expect(Number(row['nextUpdate'])).toBe(MIDNIGHT_MS + periodMs);
    }
  });

  it('may have another period than the lists know', async () => {
    const { bySymbol } = openVenue();
    const listed = (await bySymbol(INSTRUMENTS)).get('APTUSDT')?.['fundInterval'];
    const live = (await bySymbol(FUNDING)).get('APTUSDT')?.['fundingRateInterval'];
    expect([listed, live]).toEqual(['8', '1']);
  });

  it('was paid as it had been announced; newest first, a hundred at most, then nothing', async () => {
    const { bySymbol, rows } = openVenue();
    const announced = (await bySymbol(FUNDING)).get('AVAXUSDT');
    const path = 'v2/mix/market/history-fund-rate?symbol=AVAXUSDT&productType=USDT-FUTURES';
    const paid = await rows(`${path}&pageSize=500`);
    expect(paid).toHaveLength(100);
    expect(paid[0]).toEqual({
      symbol: 'AVAXUSDT',
      fundingRate: announced?.['fundingRate'],
      fundingTime: String(MIDNIGHT_MS),
    });
    expect(Number(paid[1]?.['fundingTime'])).toBeLessThan(MIDNIGHT_MS);
    const [next] = await rows(`${path}&pageSize=100&pageNo=2`);
    expect(Number(next?.['fundingTime'])).toBeLessThan(Number(paid.at(-1)?.['fundingTime']));
    expect(await rows(`${path}&pageSize=100&pageNo=91`)).toEqual([]);
  });
});
