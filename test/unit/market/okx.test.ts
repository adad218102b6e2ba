import { describe, expect, it } from 'vitest';
import { createMarket, marketFetch } from '../../market';
import { truthAt } from '../../market/world/at-venue';
import type { Row } from './ask';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

const HOUR_MS = 3_600_000;
const API = 'https://www.okx.com/api/v5/';

function open() {
  const core = createMarket({ atMs: MIDNIGHT_MS, speed: 0 });
  const fetch = marketFetch(core);
  const get = (path: string, origin = API) => fetch(origin + path);
  const body = async (path: string): Promise<Row> => asRow(await (await get(path)).json());
  const rows = async (path: string): Promise<Row[]> => {
    const { code, msg, data } = await body(path);
    expect({ code, msg }).toEqual({ code: '0', msg: '' });
    return asRows(data);
  };
  return { core, get, body, rows };
}

const ids = (rows: readonly Row[]): unknown[] => rows.map(({ instId }) => instId);

describe('the list of swaps', () => {
  it('has the kinds of contracts that the venue has', async () => {
    const swaps = await open().rows('public/instruments?instType=SWAP');
    const count = (wanted: Row) =>
      swaps.filter((each) => Object.entries(wanted).every(([key, value]) => each[key] === value))
        .length;
    const live = { state: 'live', ruleType: 'normal' };
    expect(count({ ...live, settleCcy: 'USDT', instCategory: '1' })).toBeGreaterThan(230);
    expect(count({ ...live, settleCcy: 'USDC' })).toBe(6);
    expect(count({ ...live, settleCcy: 'USDⓈ' })).toBe(2);
    expect(count({ ...live, ctType: 'inverse' })).toBe(12);
    expect(count({ ...live, instCategory: '3' })).toBeGreaterThan(10);
    expect(count({ ...live, instCategory: '4' })).toBeGreaterThan(1);
    expect(count({ ruleType: 'pre_market' })).toBe(2);
    for (const state of ['suspend', 'rebase', 'test']) expect(count({ state })).toBe(1);
    expect(new Set(ids(swaps)).size).toBe(swaps.length);
    expect(ids(swaps)).toEqual(
      expect.arrayContaining(['PEPE-USDT-SWAP', 'SATS-USDT-SWAP', 'BTC-USD_UM-SWAP']),
    );
  });

  it('tells of an announced contract its name and day only, of a settled one nothing', async () => {
    const { core, rows } = open();
    const swaps = async () => {
      const all = await rows('public/instruments?instType=SWAP');
      return new Map(all.map((row) => [row['instId'], row]));
    };
    const first = await swaps();
    expect(first.get('NEWCO-USDT-SWAP')).toMatchObject({ state: 'preopen', ctType: '', uly: '' });
    expect(first.get('OLDCO-USDT-SWAP')).toMatchObject({ state: 'live' });
    core.clock.advance(HOUR_MS / 4);
    const then = await swaps();
    expect(then.get('NEWCO-USDT-SWAP')).toMatchObject({ state: 'live', ctType: 'linear' });
    expect(then.has('OLDCO-USDT-SWAP')).toBe(false);
    for (const path of ['public/mark-price?instType=SWAP', 'market/tickers?instType=SWAP']) {
      expect(ids(await rows(path))).not.toContain('OLDCO-USDT-SWAP');
    }
  });
});

describe('numbers', () => {
  it("are the world's in each of the venue's units", async () => {
    const { core, rows } = open();
    for (const asset of ['BTC', 'PEPE', 'AVAX']) {
      const query = `instType=SWAP&instId=${asset}-USDT-SWAP`;
      const truth = truthAt(core.world, { venue: 'okx', share: 0.45 }, asset, MIDNIGHT_MS);
      const [interest] = await rows(`public/open-interest?${query}`);
      const [mark] = await rows(`public/mark-price?${query}`);
      const [ticker] = await rows(`market/ticker?instId=${asset}-USDT-SWAP`);
      const [index] = await rows(`market/index-tickers?instId=${asset}-USDT`);
      const [row] = await rows(`public/instruments?${query}`);
      const baseQty = Number(interest?.['oi']) * Number(row?.['ctVal']);
      expect(Number(interest?.['oiCcy'])).toBeCloseTo(baseQty, 4);
      expect(baseQty / truth.openInterest).toBeCloseTo(1, 3);
      const markPx = Number(mark?.['markPx']);
      expect(Number(interest?.['oiUsd']) / (baseQty * markPx)).toBeCloseTo(1, 3);
      expect(markPx / Number(index?.['idxPx']) - 1).toBeCloseTo(truth.basis, 4);
      const traded = Number(ticker?.['volCcy24h']) * Number(ticker?.['last']);
      expect(traded / truth.turnover24h).toBeCloseTo(1, 2);
    }
  });

  it('are text, with "" where there is none', async () => {
    const { rows } = open();
    const [funding] = await rows('public/funding-rate?instId=BTC-USDT-SWAP');
    expect(funding).toMatchObject({ nextFundingRate: '', instType: 'SWAP' });
    expect(Object.values(funding ?? {}).every((value) => typeof value === 'string')).toBe(true);
  });

  it('tell funding periods of 1, 2, 4, 6 and 8 hours by two times, dated contracts among them', async () => {
    const all = await open().rows('public/funding-rate?instId=ANY');
    const hours = all.map(
      (row) => (Number(row['nextFundingTime']) - Number(row['fundingTime'])) / HOUR_MS,
    );
    expect([...new Set(hours)].sort()).toEqual([1, 2, 4, 6, 8]);
    expect(all.filter(({ instType }) => instType === 'FUTURES')).toHaveLength(6);
  });
});

describe('open interest in its history', () => {
  const path = (symbol: string, more: string) =>
    `rubik/stat/contracts/open-interest-history?instId=${symbol}&${more}`;

  it('is what it was live, newest first', async () => {
    const { core, body, rows } = open();
    for (const symbol of ['BTC-USDT-SWAP', 'PEPE-USDT-SWAP', 'BTC-USD-SWAP']) {
      core.clock.setTime(MIDNIGHT_MS);
      const [live] = await rows(`public/open-interest?instType=SWAP&instId=${symbol}`);
      core.clock.advance(6_000);
      const { data } = await body(path(symbol, 'period=15m&limit=100'));
      const history = Array.isArray(data) ? data.map((row: unknown) => row) : [];
      expect(history).toHaveLength(100);
      expect(history[0]).toEqual([
        String(MIDNIGHT_MS),
        live?.['oi'],
        live?.['oiCcy'],
        live?.['oiUsd'],
      ]);
      expect(String(history[1])).toMatch(new RegExp(`^${MIDNIGHT_MS - HOUR_MS / 4},`));
    }
  });

  it('is refused beyond 100 rows, in unknown periods, for unknown instruments', async () => {
    const { body } = open();
    expect(await body(path('BTC-USDT-SWAP', 'limit=101'))).toMatchObject({ code: '51000' });
    expect(await body(path('BTC-USDT-SWAP', 'period=7m'))).toMatchObject({ code: '51000' });
    expect(await body(path('NOPE-USDT-SWAP', ''))).toMatchObject({ code: '51001', data: [] });
  });
});

describe('limits and refusals', () => {
  it.each([
    ['public/mark-price?instType=SWAP', 10],
    ['public/funding-rate?instId=ANY', 10],
    ['market/index-tickers?quoteCcy=USDT', 20],
  ])('%s is answered %i times in 2 s, each endpoint by itself', async (path, times) => {
    const { core, get } = open();
    for (let call = 0; call < times; call += 1) expect((await get(path)).status).toBe(200);
    for (let call = 0; call < 8; call += 1) {
      const refused = await get(path, call % 2 ? 'https://eea.okx.com/api/v5/' : API);
      expect(refused.status).toBe(429);
      expect(refused.headers.get('retry-after')).toBeNull();
      expect(await refused.json()).toEqual({ msg: 'Too Many Requests', code: '50011' });
    }
    core.clock.advance(600_000);
    expect((await get(path)).status).toBe(200);
  });

  it.each([
    ['public/mark-price', 400, '50014'],
    ['public/mark-price?instType=NOPE', 400, '51000'],
    ['public/mark-price?instType=SWAP&instId=NOPE', 200, '51001'],
    ['market/index-tickers', 400, '50015'],
    ['public/open-interest-history', 404, '404'],
  ])('%s is refused with %i and code %s', async (path, status, code) => {
    const answer = await open().get(path);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  it('answers on every host', async () => {
    const { core } = open();
    const hosts = core.hosts.filter((host) => host.endsWith('okx.com'));
    expect(hosts).toHaveLength(8);
    for (const host of hosts) {
      const answer = await marketFetch(core)(`https://${host}/api/v5/public/time`);
      expect(await answer.json()).toMatchObject({ code: '0' });
    }
  });
});

describe('pages', () => {
  it.each([
    ['https://www.okx.com/trade-swap/btc-usdt-swap', 'BTC-USDT Perp'],
    ['https://my.okx.com/en-eu/trade-swap/pepe-usdt-swap/', 'PEPE-USDT Perp'],
    ['https://app.okx.com/zh-hans/trade-spot/sol-usdt', 'SOL/USDT'],
    ['https://www.okx.com/trade-futures/btc-usdt-260327', 'BTC-USDT-260327'],
  ])('%s is the page of %s', async (url, label) => {
    const html = await (await marketFetch(open().core)(url)).text();
    expect(/<title>(.*)<\/title>/.exec(html)?.[1]).toMatch(
      new RegExp(`^[\\d.]+ \\| ${label} \\| Trade$`),
    );
    expect(html).toContain('trade-swap/avax-usdt-swap"');
  });

  it.each(['/', '/markets/prices', '/trade-swap/nope-usdt-swap', '/trade-spot/btc-usdt-swap'])(
    '%s is the page of no pair',
    async (path) => {
      const html = await (await marketFetch(open().core)(`https://www.okx.com${path}`)).text();
      expect(html).toContain('<title>Markets</title>');
    },
  );
});
