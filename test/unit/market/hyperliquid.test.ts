import { describe, expect, it } from 'vitest';
import type { CoreOptions } from '../../market';
import { createMarket, marketFetch } from '../../market';
import type { Row } from './ask';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

const INFO = 'https://api.hyperliquid.xyz/info';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function openVenue(options: CoreOptions = {}) {
  const core = createMarket({ atMs: MIDNIGHT_MS, speed: 0, ...options });
  const fetch = marketFetch(core);
  const post = (body: unknown): Promise<Response> =>
    fetch(INFO, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
  const json = async (body: unknown): Promise<unknown> => (await post(body)).json();
  /** Every asset with its context. */
  const assets = async (dex?: string): Promise<Map<string, Row>> => {
    const answer: unknown = await json({ type: 'metaAndAssetCtxs', ...(dex && { dex }) });
    if (!Array.isArray(answer)) throw new Error('not a list');
    const contexts = asRows(answer[1]);
    const universe = asRows(asRow(answer[0])['universe']);
    expect(universe).toHaveLength(contexts.length);
    return new Map(universe.map((row, at) => [String(row['name']), { ...row, ...contexts[at] }]));
  };
  return { core, fetch, post, json, assets };
}

describe('the assets', () => {
  it('are those that trade, and those that once did', async () => {
    const assets = await openVenue().assets();
    const delisted = [...assets.values()].filter(({ isDelisted }) => isDelisted === true);
    expect(delisted).toHaveLength(42);
    expect(assets.size - delisted.length).toBeGreaterThan(160);
    expect(assets.size - delisted.length).toBeLessThan(200);
    for (const row of delisted) {
      expect(row).toMatchObject({ funding: '0.0', openInterest: '0.0', premium: null });
      expect(row).toMatchObject({ midPx: null, impactPxs: null, dayNtlVlm: '0.0' });
      expect(Number(row['markPx'])).toBeGreaterThan(0);
    }
    expect([...assets.keys()].slice(0, 2)).toEqual(['BTC', 'ETH']);
    expect([...assets.keys()].filter((name) => name !== name.toUpperCase()).sort()).toEqual(
      ['kPEPE', 'kSHIB', 'kBONK', 'kLUNC', 'kFLOKI', 'kNEIRO'].sort(),
    );
    expect([...assets.keys()].join()).toMatch(/^[\w,]+$/);
  });

  it('have numbers as text, with a point, prices of five digits that count', async () => {
    const assets = [...(await openVenue().assets()).values()];
    const fields = ['funding', 'openInterest', 'prevDayPx', 'dayNtlVlm', 'oraclePx', 'markPx'];
    for (const row of assets) {
      for (const field of fields) expect(row[field]).toMatch(/^-?\d+\.\d+$/);
      const digits = String(row['markPx'])
        .replace('.', '')
        .replace(/^0+|0+$/g, '');
      expect(digits.length).toBeLessThanOrEqual(5);
    }
    const quoted = assets.filter(({ isDelisted }) => isDelisted !== true);
    expect(quoted.filter(({ midPx }) => midPx === null)).toHaveLength(2);
  });

  it('pay by the hour: an eighth of 0.01 % where nobody crowds', async () => {
    const rates = [...(await openVenue().assets()).values()].map(({ funding }) => Number(funding));
    const calm = rates.filter((rate) => Math.abs(rate - 0.0000125) < 0.000006);
    expect(calm.length / rates.length).toBeGreaterThan(0.4);
    expect(Math.max(...rates.map(Math.abs))).toBeLessThan(0.0025);
  });

  it('keep their places: a new one comes last, an old one stays, delisted', async () => {
    const { core, assets } = openVenue();
    const before = [...(await assets()).keys()];
    expect(before).toContain('OLDCO');
    expect(before).not.toContain('NEWCO');
    core.clock.advance(30 * MINUTE_MS);
    const after = await assets();
    expect([...after.keys()]).toEqual([...before, 'NEWCO']);
    expect(after.get('OLDCO')).toMatchObject({ isDelisted: true, openInterest: '0.0' });
    expect(core.stories().map(({ symbols }) => symbols['hyperliquid'])).toEqual(
      core.world.stories.map(({ asset }) => asset),
    );
  });

  it('are about as dear as elsewhere, names and multipliers aside', async () => {
    const { core, assets } = openVenue();
    const ours = await assets();
    const prices = await marketFetch(core)('https://fapi.binance.com/fapi/v1/premiumIndex');
    const theirs = new Map(
      asRows(await prices.json()).map((row) => [row['symbol'], Number(row['indexPrice'])]),
    );
    for (const [name, symbol] of [
      ['BTC', 'BTCUSDT'],
      ['AVAX', 'AVAXUSDT'],
      ['kPEPE', '1000PEPEUSDT'],
    ] as const) {
      const ratio = Number(ours.get(name)?.['oraclePx']) / (theirs.get(symbol) ?? 0);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.0003);
    }
  });
});

describe('other questions', () => {
  it('funding was paid as it had been announced, oldest first', async () => {
    const { core, json, assets } = openVenue();
    const announced = (await assets()).get('SOL')?.['funding'];
    core.clock.advance(5_000);
    const startTime = MIDNIGHT_MS - 24 * HOUR_MS;
    const paid = asRows(await json({ type: 'fundingHistory', coin: 'SOL', startTime }));
    expect(paid).toHaveLength(25);
    expect(paid.at(-1)).toMatchObject({ coin: 'SOL', fundingRate: announced });
    expect(Number(paid.at(-1)?.['time']) - MIDNIGHT_MS).toBeLessThan(90);
    expect(Number(paid[0]?.['time'])).toBeLessThan(startTime + 90);
    const long = { type: 'fundingHistory', coin: 'SOL', startTime: startTime - 600 * HOUR_MS };
    expect(asRows(await json(long))).toHaveLength(500);
  });

  it('lists others’ markets, and serves them by their names', async () => {
    const { json, assets } = openVenue();
    const dexs: unknown = await json({ type: 'perpDexs' });
    expect(dexs).toMatchObject([null, { name: 'xyz' }, { name: 'hyna' }, { name: 'newly' }]);
    expect(await assets('newly')).toEqual(new Map());
    const others = await assets('xyz');
    expect([...others.keys()]).toEqual(expect.arrayContaining(['xyz:TSLA', 'xyz:GOLD']));
  });

  it.each([
    { type: 'metaAndAssetCtxs', dex: 'nope' },
    { type: 'nothing' },
    {},
    { type: 'fundingHistory', coin: 'kpepe', startTime: 0 },
    { type: 'fundingHistory', coin: 'BTC' },
  ])('answers null to %o', async (body) => {
    const response = await openVenue().post(body);
    expect([response.status, await response.text()]).toEqual([200, 'null']);
  });

  it('refuses what is no JSON, other methods and other paths', async () => {
    const { post, fetch } = openVenue();
    expect((await post('{')).status).toBe(422);
    expect((await fetch(INFO)).status).toBe(405);
    expect((await fetch('https://api.hyperliquid.xyz/more', { method: 'POST' })).status).toBe(404);
  });
});

describe('the limit', () => {
  it('refuses the sixty-first in a minute with a bare null and no advice', async () => {
    const { core, post } = openVenue();
    const ask = () => post({ type: 'metaAndAssetCtxs' });
    for (let call = 0; call < 60; call += 1) expect((await ask()).status).toBe(200);
    for (let call = 0; call < 8; call += 1) {
      const refused = await ask();
      expect([refused.status, await refused.text()]).toEqual([429, 'null']);
      expect(refused.headers.get('retry-after')).toBeNull();
    }
    core.clock.advance(2 * MINUTE_MS);
    expect((await ask()).status).toBe(200);
    expect(core.peaks()).toMatchObject({ hyperliquid: { weight: 1200 } });
  });

  it('weighs by what is asked', async () => {
    const { core, post } = openVenue();
    await post({ type: 'allMids' });
    await post({ type: 'exchangeStatus' });
    await post({ type: 'meta' });
    expect(core.peaks()).toMatchObject({ hyperliquid: { weight: 24 } });
  });
});

describe('a fault', () => {
  it('reaches the rows on both sides of the join', async () => {
    const { core, assets } = openVenue();
    const sizes = async () => (await assets()).size;
    const usual = await sizes();
    core.faults.add({ match: 'info', times: 1, fault: { kind: 'extra-fields' } });
    expect((await assets()).get('BTC')).toMatchObject({ newField: { a: [1] } });
    core.faults.add({ match: 'info', times: 1, fault: { kind: 'empty-list' } });
    expect(await sizes()).toBe(0);
    core.faults.add({ match: 'info', times: 1, fault: { kind: 'null-field', field: 'markPx' } });
    expect((await assets()).get('ETH')).toMatchObject({ markPx: null });
    expect(await sizes()).toBe(usual);
  });
});

describe('pages', () => {
  async function titleOf(path: string): Promise<string | undefined> {
    const html = await (await openVenue().fetch(`https://app.hyperliquid.xyz${path}`)).text();
    return /<title>(.*)<\/title>/.exec(html)?.[1];
  }

  it.each([
    ['/trade/BTC', 'BTC'],
    ['/trade/kPEPE/', 'kPEPE'],
    ['/trade', 'BTC'],
    ['/trade/HYPE/USDC', 'HYPE/USDC'],
    ['/trade/UBTC/USDC', 'BTC/USDC'],
    ['/trade/xyz:TSLA', 'xyz:TSLA'],
  ])('%s is the page of %s', async (path, label) => {
    expect(await titleOf(path)).toMatch(new RegExp(`^[\\d.]+ \\| ${label} \\| Hyperliquid$`));
  });

  it.each(['/', '/portfolio', '/trade/kpepe', '/trade/NOPE', '/trade/BTC/USDC/x'])(
    '%s is the page of no pair',
    async (path) => {
      expect(await titleOf(path)).toBe('Markets');
    },
  );

  it('lead to each other, also to the one that does not name its pair', async () => {
    const { fetch } = openVenue();
    const html = await (await fetch('https://app.hyperliquid.xyz/trade/BTC')).text();
    const links = [...html.matchAll(/<a href="([^"]+)">/g)].map(([, href]) => href);
    expect(links).toEqual(
      expect.arrayContaining(['/trade', '/trade/AVAX', '/trade/kPEPE', '/trade/HYPE/USDC']),
    );
  });
});
