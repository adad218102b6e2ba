import { describe, expect, it } from 'vitest';
import type { CoreOptions } from '../../market';
import { createMarket, marketFetch } from '../../market';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

const API = 'https://api.gateio.ws/api/v4/futures/';
const MINUTE_MS = 60_000;

function openVenue(options: CoreOptions = {}) {
  const core = createMarket({ atMs: MIDNIGHT_MS, speed: 0, ...options });
  const fetch = marketFetch(core);
  const get = (path: string) => fetch(API + path);
  const rows = async (path: string) => asRows(await (await get(path)).json());
  const byName = async (path: string, field: string) =>
    new Map((await rows(path)).map((row) => [String(row[field]), row]));
  return {
    core,
    fetch,
    get,
    rows,
    contracts: () => byName('usdt/contracts', 'name'),
    tickers: () => byName('usdt/tickers', 'contract'),
  };
}

const stats = (query: string): string => `usdt/contract_stats?contract=BTC_USDT&${query}`;
const S = MIDNIGHT_MS / 1000;

describe('the contracts', () => {
  it('are of every status and kind', async () => {
    const contracts = [...(await openVenue().contracts()).values()];
    const count = (field: string, value: unknown) =>
      contracts.filter((row) => row[field] === value).length;
    expect(count('status', 'trading')).toBeGreaterThan(500);
    const others = ['prelaunch', 'delisting', 'delisted', 'circuit_breaker'];
    expect(others.map((status) => count('status', status))).toEqual([2, 2, 1, 1]);
    expect(count('in_delisting', true)).toBe(3);
    expect(count('is_pre_market', true)).toBe(3);
    const types = ['stocks', 'indices', 'metals', 'commodities', 'forex'];
    for (const type of types) expect(count('contract_type', type), type).toBeGreaterThan(0);
    for (const seconds of [3_600, 14_400, 28_800]) {
      expect(count('funding_interval', seconds)).toBeGreaterThan(2);
    }
  });

  it('have their own sizes and names', async () => {
    const contracts = await openVenue().contracts();
    const sizeOf = (name: string) => contracts.get(name)?.['quanto_multiplier'];
    expect(sizeOf('BTC_USDT')).toBe('0.0001');
    expect(sizeOf('PEPE_USDT')).toBe('1000000');
    expect(contracts.has('1000PEPE_USDT')).toBe(false);
    for (const name of ['MBABYDOGE_USDT', '龙虾_USDT', 'NG_USDT', 'XCU_USDT', 'TSLA_USDT']) {
      expect(contracts.has(name), name).toBe(true);
    }
  });

  it('write counts as numbers or, where parts can be traded, as text', async () => {
    const contracts = [...(await openVenue().contracts()).values()];
    const kinds = new Set(
      contracts.map((row) => `${String(row['enable_decimal'])} ${typeof row['position_size']}`),
    );
    expect([...kinds].sort()).toEqual(['false number', 'true string']);
  });

  it('jump to the payment after the next one before that', async () => {
    const { core, contracts } = openVenue({ atMs: MIDNIGHT_MS - 30_000 });
    const next = async () => (await contracts()).get('BTC_USDT')?.['funding_next_apply'];
    expect(await next()).toBe(S + 8 * 3600);
    core.clock.setTime(MIDNIGHT_MS - 60_000);
    expect(await next()).toBe(S);
  });

  it('settled in coins are in a list of their own, with no multiplier', async () => {
    expect(await openVenue().rows('btc/contracts')).toEqual([
      expect.objectContaining({ name: 'BTC_USD', type: 'inverse', quanto_multiplier: '0' }),
    ]);
  });

  it('come and go with the stories', async () => {
    const { core, contracts, tickers } = openVenue();
    const statusOf = async (name: string) => (await contracts()).get(name)?.['status'];
    expect([await statusOf('NEWCO_USDT'), await statusOf('OLDCO_USDT')]).toEqual([
      'prelaunch',
      'trading',
    ]);
    expect((await tickers()).has('NEWCO_USDT')).toBe(false);
    core.clock.advance(30 * MINUTE_MS);
    expect([await statusOf('NEWCO_USDT'), await statusOf('OLDCO_USDT')]).toEqual([
      'trading',
      'delisted',
    ]);
    const after = await tickers();
    expect([after.has('NEWCO_USDT'), after.has('OLDCO_USDT')]).toEqual([true, false]);
  });
});

describe('the tickers', () => {
  it('are text throughout, agree with the contracts, and state no time', async () => {
    const { contracts, tickers } = openVenue();
    const listed = await contracts();
    for (const [name, row] of await tickers()) {
      expect(Object.values(row).every((value) => typeof value === 'string')).toBe(true);
      const contract = listed.get(name) ?? {};
      expect(Number(row['total_size'])).toBe(Number(contract['position_size']));
      expect(row['mark_price']).toBe(contract['mark_price']);
      expect(row['funding_rate']).toBe(contract['funding_rate']);
      expect(Object.keys(row).join()).not.toMatch(/time/);
    }
  });
});

describe('the buckets', () => {
  it('are oldest first, numbers, 30 of 5 minutes when nothing is said', async () => {
    const rows = await openVenue().rows('usdt/contract_stats?contract=BTC_USDT');
    expect(rows).toHaveLength(30);
    const times = rows.map(({ time }) => Number(time));
    expect(times).toEqual(Array.from({ length: 30 }, (_, at) => S - 300 * (30 - at)));
    for (const row of rows) {
      const usd = Number(row['open_interest']) * 0.0001 * Number(row['mark_price']);
      expect(usd).toBeCloseTo(Number(row['open_interest_usd']), 3);
      expect(typeof row['open_interest']).toBe('number');
    }
  });

  it('run on beyond the limit where a beginning is given, in seconds', async () => {
    const { rows } = openVenue();
    const from = S - 86_400;
    const found = await rows(stats(`interval=5m&from=${from}&limit=5`));
    expect(found.map(({ time }) => Number(time) - from)).toEqual([
      0, 300, 600, 900, 1200, 1500, 1800,
    ]);
    expect(await rows(stats(`interval=5m&from=${from * 1000}&limit=5`))).toEqual([]);
  });

  it('hold what was open at their end, once that is three minutes ago; until then an early look', async () => {
    const { core, rows, tickers } = openVenue({ atMs: MIDNIGHT_MS - 15 * MINUTE_MS });
    const bucket = async () =>
      (await rows(stats('interval=15m&limit=2'))).find(({ time }) => time === S - 900);
    expect(await bucket()).toBeUndefined();
    core.clock.advance(168_000);
    const early = Number((await tickers()).get('BTC_USDT')?.['total_size']);
    core.clock.setTime(MIDNIGHT_MS);
    const atEnd = Number((await tickers()).get('BTC_USDT')?.['total_size']);
    const priceAtEnd = Number((await tickers()).get('BTC_USDT')?.['mark_price']);
    expect(atEnd).not.toBe(early);
    core.clock.advance(167_000);
    expect((await bucket())?.['open_interest']).toBe(early);
    core.clock.advance(1_000);
    expect(await bucket()).toMatchObject({ open_interest: atEnd, mark_price: priceAtEnd });
  });
});

describe('a wrong question', () => {
  it.each([
    ['usdt/contract_stats', 400, 'MISSING_REQUIRED_PARAM'],
    ['usdt/contract_stats?contract=NOPE_USDT', 400, 'CONTRACT_NOT_FOUND'],
    [stats('interval=7m'), 400, 'INVALID_PARAM_VALUE'],
    [stats('limit=2016'), 400, 'INVALID_PARAM_VALUE'],
    ['usdt/contracts/NOPE_USDT', 400, 'CONTRACT_NOT_FOUND'],
    ['usdt/tickers?contract=NOPE_USDT', 400, 'CONTRACT_NOT_FOUND'],
    ['usdt/nope', 404, 'NOT_FOUND'],
    ['eur/tickers', 404, 'NOT_FOUND'],
  ])('%s: %i %s', async (path, status, label) => {
    const answer = await openVenue().get(path);
    expect([answer.status, asRow(await answer.json())['label']]).toEqual([status, label]);
  });
});

it('refuses the 201st in 10 s at one endpoint, and no other, with a useless word about when', async () => {
  const { core, get } = openVenue();
  const ask = () => get('usdt/tickers?contract=BTC_USDT');
  for (let call = 0; call < 199; call += 1) await ask();
  const last = await ask();
  expect(last.status).toBe(200);
  expect(last.headers.get('x-gate-ratelimit-requests-remain')).toBe('0');
  for (let call = 0; call < 5; call += 1) {
    const refused = await ask();
    expect([refused.status, asRow(await refused.json())['label']]).toEqual([
      429,
      'TOO_MANY_REQUESTS',
    ]);
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(refused.headers.get('x-gate-ratelimit-reset-timestamp')).toBe(String(S));
  }
  expect((await get(stats('limit=1'))).status).toBe(200);
  core.clock.advance(5 * MINUTE_MS);
  expect((await ask()).status).toBe(200);
  expect(core.peaks()).toMatchObject({ gate: { tickers: 200, contract_stats: 1 } });
});

it('answers at its other host alike, and within the same limits', async () => {
  const { core, fetch, get } = openVenue();
  const path = 'usdt/tickers?contract=BTC_USDT';
  const other = await fetch(`${API.replace('api.', 'fx-api.')}${path}`);
  expect(await other.json()).toEqual(await (await get(path)).json());
  expect(core.peaks()).toMatchObject({ gate: { tickers: 2 } });
});

describe.each(['https://www.gate.com', 'https://www.gate.io'])('pages of %s', (site) => {
  const titleOf = async (path: string) =>
    /<title>(.*)<\/title>/.exec(await (await openVenue().fetch(site + path)).text())?.[1];

  it.each([
    ['/futures/USDT/BTC_USDT', 'BTCUSDT'],
    ['/zh-tw/futures/usdt/PEPE_USDT/', 'PEPEUSDT'],
    ['/futures_trade/USDT/MBABYDOGE_USDT', 'MBABYDOGEUSDT'],
    [`/en/futures/USDT/${encodeURIComponent('龙虾_USDT')}`, '龙虾USDT'],
    ['/futures/BTC/BTC_USD', 'BTCUSD'],
    ['/uk/trade/BTC_USDT', 'BTC/USDT'],
  ])('%s is the page of %s', async (path, label) => {
    expect(await titleOf(path)).toMatch(new RegExp(`^[\\d.]+ \\| ${label} \\| Gate$`));
  });

  it.each(['/', '/price', '/futures/USDT', '/futures/USDT/NEWCO_USDT', '/trade/NOPE_USDT'])(
    '%s is the page of no pair',
    async (path) => {
      expect(await titleOf(path)).toBe('Markets');
    },
  );

  it('lead to each other', async () => {
    const html = await (await openVenue().fetch(`${site}/en/futures/USDT/BTC_USDT`)).text();
    const links = [...html.matchAll(/<a href="([^"]+)">/g)].map(([, href]) => href);
    expect(links).toEqual(
      expect.arrayContaining(['/en/futures/USDT/AVAX_USDT', '/en/trade/PEPE_USDT', '/en/price']),
    );
  });
});
