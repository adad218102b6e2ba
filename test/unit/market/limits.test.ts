import { describe, expect, it } from 'vitest';
import { marketFetch } from '../../market';
import { FAPI, historyPath, MIDNIGHT_MS, openMarket } from './ask';

const WEIGHT = 'X-MBX-USED-WEIGHT-1M';

describe('weights', () => {
  it.each([
    ['/fapi/v1/ping', '1'],
    ['/fapi/v1/exchangeInfo', '1'],
    ['/fapi/v1/premiumIndex', '10'],
    ['/fapi/v1/premiumIndex?symbol=BTCUSDT', '1'],
    ['/fapi/v1/ticker/24hr', '40'],
    ['/fapi/v1/ticker/price', '2'],
    ['/fapi/v1/openInterest?symbol=BTCUSDT', '1'],
    ['/fapi/v1/openInterest?symbol=NOPE', '1'],
    ['/fapi/v1/fundingInfo', null],
    [historyPath('BTCUSDT', '5m', 1), null],
  ])('%s tells %s', async (path, used) => {
    const response = await openMarket().get(path);
    expect(response.headers.get(WEIGHT)).toBe(used);
  });

  it('add up within a minute, and no longer count after it', async () => {
    const { core, get } = openMarket();
    await get('/fapi/v1/ticker/24hr');
    core.clock.advance(59_999);
    expect((await get('/fapi/v1/ping')).headers.get(WEIGHT)).toBe('41');
    core.clock.advance(1);
    expect((await get('/fapi/v1/ping')).headers.get(WEIGHT)).toBe('2');
  });
});

describe('a limit', () => {
  it.each([
    ['weight', '/fapi/v1/ticker/24hr', 60, 60],
    ['futures-data', historyPath('BTCUSDT', '5m', 1), 1000, 300],
    ['funding-info', '/fapi/v1/fundingInfo', 500, 300],
  ])('of %s refuses, then bans, then is friends again', async (limit, path, calls, windowS) => {
    const { core, get } = openMarket();
    for (let call = 0; call < calls; call += 1) expect((await get(path)).status).toBe(200);
    expect(core.usage().find((usage) => usage.limit === limit)).toMatchObject({ venue: 'binance' });
    const refused = await get(path);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe(String(windowS));
    expect(await refused.json()).toMatchObject({ code: -1003 });
    let last = refused;
    for (let call = 0; call < 5; call += 1) last = await get(path);
    expect(last.status).toBe(418);
    expect(last.headers.get('retry-after')).toBe('120');
    expect(JSON.stringify(await last.json())).toContain(`banned until ${MIDNIGHT_MS + 120_000}`);
    expect((await get('/fapi/v1/ping')).status).toBe(418);
    core.clock.advance(300_000);
    expect((await get(path)).status).toBe(200);
  });

  it('counts each address by itself', async () => {
    const { core, get } = openMarket();
    for (let call = 0; call < 61; call += 1) await get('/fapi/v1/ticker/24hr');
    const other = marketFetch(core, { client: '10.0.0.2' });
    expect((await other(`${FAPI}/fapi/v1/ping`)).status).toBe(200);
  });

  it('lets a client go on that waits as long as stated', async () => {
    const { core, get } = openMarket();
    for (let call = 0; call < 60; call += 1) await get('/fapi/v1/ticker/24hr');
    const refused = await get('/fapi/v1/ping');
    core.clock.advance(Number(refused.headers.get('retry-after')) * 1000);
    expect((await get('/fapi/v1/ping')).status).toBe(200);
  });
});

it('keeps a log of what it was asked', async () => {
  const { core, get } = openMarket();
  await get('/fapi/v1/premiumIndex');
  await get('/fapi/v1/openInterest?symbol=BTCUSDT');
  await get('/fapi/v1/openInterest?symbol=ETHUSDT');
  expect(core.log.counts()).toEqual({
    'fapi.binance.com/fapi/v1/premiumIndex': 1,
    'fapi.binance.com/fapi/v1/openInterest': 2,
  });
  expect(core.log.matching('symbol=ETHUSDT')).toMatchObject([
    { status: 200, charge: { limit: 'weight', units: 1 }, atMs: MIDNIGHT_MS },
  ]);
  expect(core.peaks()).toMatchObject({ binance: { weight: 12 } });
});
