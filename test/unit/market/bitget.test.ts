import { describe, expect, it } from 'vitest';
import type { CoreOptions } from '../../market';
import { createMarket, marketFetch } from '../../market';
import type { Row } from './ask';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

const API = 'https://api.bitget.com/api';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function openVenue(options: CoreOptions = {}) {
  const core = createMarket({ atMs: MIDNIGHT_MS, speed: 0, ...options });
  const fetch = marketFetch(core);
  const get = (path: string): Promise<Response> => fetch(`${API}/${path}`);
  const data = async (path: string): Promise<unknown> => {
    const body = asRow(await (await get(path)).json());
    expect(body).toMatchObject({ code: '00000', msg: 'success', requestTime: core.clock.now() });
    return body['data'];
  };
  const rows = async (path: string): Promise<Row[]> => asRows(await data(path));
  const of = (path: string, product = 'USDT') =>
    rows(`${path}?${path.startsWith('v3') ? 'category' : 'productType'}=${product}-FUTURES`);
  const bySymbol = async (path: string, product = 'USDT') =>
    new Map((await of(path, product)).map((row) => [String(row['symbol']), row]));
  return { core, fetch, get, data, rows, of, bySymbol };
}

const INSTRUMENTS = 'v3/market/instruments';
const CONTRACTS = 'v2/mix/market/contracts';
const TICKERS = 'v2/mix/market/tickers';
const FUNDING = 'v2/mix/market/current-fund-rate';

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
        expect(older.get(symbol)).toMatchObject({ isRwa, offTime, fundInterval, symbolType: type });
        if (status === 'online')
          expect(older.get(symbol)).toMatchObject({ symbolStatus: 'normal' });
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
    ] as const) {
      const price = Number(ours.get(symbol)?.['indexPrice']) * units;
      expect(Math.abs(price / (theirs.get(other) ?? 0) - 1)).toBeLessThan(0.0003);
    }
  });
});

describe('funding', () => {
  it('is the same among the prices, and also told of symbols that nobody lists', async () => {
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

describe('wrong questions', () => {
  it.each([
    ['v2/mix/market/ticker?symbol=NOPEUSDT&productType=USDT-FUTURES', 400, '40034'],
    ['v2/mix/market/ticker?symbol=BTCPERP&productType=USDT-FUTURES', 400, '40034'],
    ['v2/mix/market/ticker?productType=USDT-FUTURES', 400, '40019'],
    ['v2/mix/market/tickers', 400, '400172'],
    ['v2/mix/market/tickers?productType=UMCBL', 400, '400172'],
    ['v3/market/instruments', 400, '400172'],
    [
      'v2/mix/market/history-fund-rate?symbol=BTCUSDT&productType=USDT-FUTURES&pageNo=x',
      400,
      '400172',
    ],
    ['v2/nothing', 404, '40404'],
  ])('are refused: %s', async (path, status, code) => {
    const response = await openVenue().get(path);
    expect([response.status, asRow(await response.json())['code']]).toEqual([status, code]);
  });
});

describe('the limits', () => {
  it('refuse the twenty-first in a second, each endpoint for itself, without advice', async () => {
    const { core, get } = openVenue();
    const ask = () => get(`${TICKERS}?productType=USDC-FUTURES`);
    for (let call = 1; call <= 20; call += 1) {
      const response = await ask();
      expect(response.status).toBe(200);
      expect(response.headers.get('x-mbx-used-remain-limit')).toBe(String(20 - call));
    }
    for (let call = 0; call < 8; call += 1) {
      const refused = await ask();
      expect([refused.status, asRow(await refused.json())['code']]).toEqual([429, '429']);
      expect(refused.headers.get('retry-after')).toBeNull();
    }
    core.clock.advance(3 * MINUTE_MS);
    expect((await ask()).status).toBe(200);
    expect(core.peaks()).toMatchObject({ bitget: { [TICKERS]: 20 } });
  });

  it('are not the only trouble it can tell', async () => {
    const { core, get } = openVenue();
    for (const [status, said, body] of [
      [451, 451, '40103'],
      [403, 403, '<!DOCTYPE html>'],
      [503, 503, '40015'],
    ] as const) {
      core.faults.add({ match: 'tickers', times: 1, fault: { kind: 'status', status } });
      const response = await get(`${TICKERS}?productType=USDT-FUTURES`);
      expect(response.status).toBe(said);
      expect(await response.text()).toContain(body);
    }
  });
});

describe('pages', () => {
  async function titleOf(path: string): Promise<string | undefined> {
    const html = await (await openVenue().fetch(`https://www.bitget.com${path}`)).text();
    return /<title>(.*)<\/title>/.exec(html)?.[1];
  }

  it.each([
    ['/futures/usdt/BTCUSDT', 'BTCUSDT'],
    ['/zh-CN/futures/usdt/btcusdt/', 'BTCUSDT'],
    ['/asia/futures/usdc/BTCPERP', 'BTCPERP'],
    ['/en/mix/usdt/PEPEUSDT_UMCBL', 'PEPEUSDT'],
    [`/futures/usdt/${encodeURIComponent('龙虾USDT')}`, '龙虾USDT'],
    ['/futures/coin/BTCUSD', 'BTCUSD'],
    ['/en/spot/SOLUSDT', 'SOL/USDT'],
    ['/spot/ETHUSDC', 'ETH/USDC'],
  ])('%s is the page of %s', async (path, label) => {
    expect(await titleOf(path)).toMatch(new RegExp(`^[\\d.]+ \\| ${label} \\| Bitget$`));
  });

  it.each(['/', '/en/markets', '/futures/usdt/NOPEUSDT', '/futures/usdc/BTCUSDT', '/spot'])(
    '%s is the page of no pair',
    async (path) => {
      expect(await titleOf(path)).toBe('Markets');
    },
  );

  it('list the pairs of the stories and of each kind', async () => {
    const html = await (
      await openVenue().fetch('https://www.bitget.com/en/futures/usdt/BTCUSDT')
    ).text();
    const links = [...html.matchAll(/<a href="([^"]+)">/g)].map(([, href]) => href);
    expect(links).toContain('/en/futures/usdt/AVAXUSDT');
    expect(links).toContain(`/en/futures/usdt/${encodeURIComponent('龙虾USDT')}`);
    expect(links).toContain('/en/futures/usdc/1000BONKPERP');
    expect(links).toContain('/en/spot/BTCUSDT');
    expect(links.length).toBeGreaterThan(40);
  });
});
