/** Where the venue refuses, and the pages of its site. */
import { describe, expect, it } from 'vitest';
import { asRow } from './ask';
import { openVenue, TICKERS } from './bitget-venue';

const MINUTE_MS = 60_000;

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

  it('are not the only trouble it can state', async () => {
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
