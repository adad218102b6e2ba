import { request as secureRequest } from 'node:https';
import { connect } from 'node:tls';
import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Market } from '../../market';
import { startMarket } from '../../market';
import { MIDNIGHT_MS } from './ask';

const PRICES = '/fapi.binance.com/fapi/v1/premiumIndex';

let market: Market;
beforeAll(async () => {
  market = await startMarket({ atMs: MIDNIGHT_MS, speed: 0 });
});
afterAll(() => market.close());

const url = (path: string): string => `http://127.0.0.1:${market.httpPort}${path}`;
const post = (what: string, body: unknown) =>
  fetch(url(`/_control/${what}`), { method: 'POST', body: JSON.stringify(body) });

describe('HTTP', () => {
  it('answers as in this process, with the date of the market', async () => {
    const response = await fetch(url(PRICES));
    const inProcess = await market.fetch('https://fapi.binance.com/fapi/v1/premiumIndex');
    expect(await response.json()).toEqual(await inProcess.json());
    expect(response.headers.get('date')).toBe(new Date(MIDNIGHT_MS).toUTCString());
    expect(response.headers.get('content-type')).toContain('application/json');
  });

  it.each(['gzip', 'deflate', 'identity'])('packs as asked: %s', async (encoding) => {
    const response = await fetch(url(PRICES), { headers: { 'accept-encoding': encoding } });
    expect(response.headers.get('content-encoding')).toBe(
      encoding === 'identity' ? null : encoding,
    );
    expect(await response.json()).toHaveLength(667);
  });

  it('takes names that are not ASCII, and paths that are nothing', async () => {
    const name = encodeURIComponent('币安人生USDT');
    const good = await fetch(url(`/fapi.binance.com/fapi/v1/openInterest?symbol=${name}`));
    expect(await good.json()).toMatchObject({ symbol: '币安人生USDT' });
    expect((await fetch(url('/fapi.binance.com/fapi/%E4%ZZ'))).status).toBe(404);
    expect((await fetch(url('/nowhere.example/x'))).status).toBe(404);
  });

  it('knows who asks in the name of an extension or a page', async () => {
    market.faults.add({ match: 'premiumIndex', fault: { kind: 'refuse-origin' } });
    const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
    expect((await fetch(url(PRICES), { headers: { origin } })).status).toBe(403);
    expect((await fetch(url(PRICES))).status).toBe(200);
    market.faults.clear();
  });

  it('sends no date where that is gone', async () => {
    market.faults.add({ match: '', fault: { kind: 'no-header', header: 'date' } });
    expect((await fetch(url(PRICES))).headers.has('date')).toBe(false);
    market.faults.clear();
  });

  it.each([true, false])('cuts a body off, chunked: %s', async (isChunked) => {
    market.faults.add({ match: 'premiumIndex', times: 1, fault: { kind: 'truncate', isChunked } });
    const response = await fetch(url(PRICES), { headers: { 'accept-encoding': 'identity' } });
    expect(response.headers.has('content-length')).toBe(!isChunked);
    await expect(response.text()).rejects.toThrow('terminated');
  });
});

describe('HTTPS', () => {
  it('has a certificate for its hosts, known by its public key', async () => {
    const socket = connect({
      port: market.httpsPort,
      host: '127.0.0.1',
      servername: 'fapi.binance.com',
      rejectUnauthorized: false,
    });
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    const certificate = socket.getPeerX509Certificate();
    const key = certificate?.publicKey.export({ type: 'spki', format: 'der' }) ?? Buffer.alloc(0);
    expect(createHash('sha256').update(key).digest('base64')).toBe(market.certificateSpki);
    for (const host of market.hosts) expect(certificate?.checkHost(host)).toBe(host);
    socket.destroy();
  });

  it.each(['fapi.binance.com', 'www.binance.com'])('answers by host: %s', async (host) => {
    const body = await new Promise<string>((resolve, reject) => {
      secureRequest(
        {
          port: market.httpsPort,
          host: '127.0.0.1',
          servername: host,
          headers: { host },
          path: '/fapi/v1/time',
          rejectUnauthorized: false,
        },
        (response) => {
          text(response).then(resolve, reject);
        },
      ).end();
    });
    expect(JSON.parse(body)).toEqual({ serverTime: MIDNIGHT_MS });
  });
});

describe('the control', () => {
  it('moves the clock, of the market and of the venues', async () => {
    expect(await (await post('clock', { advanceMs: 1_000 })).json()).toEqual({
      nowMs: MIDNIGHT_MS + 1_000,
    });
    await post('clock', { atMs: MIDNIGHT_MS, venueSkewMs: 5_000 });
    const response = await fetch(url('/fapi.binance.com/fapi/v1/time'));
    expect(await response.json()).toEqual({ serverTime: MIDNIGHT_MS + 5_000 });
    await post('clock', { venueSkewMs: 0 });
  });

  it('plants faults and clears them', async () => {
    await post('faults', { match: 'premiumIndex', fault: { kind: 'status', status: 451 } });
    expect((await fetch(url(PRICES))).status).toBe(451);
    await fetch(url('/_control/faults'), { method: 'DELETE' });
    expect((await fetch(url(PRICES))).status).toBe(200);
  });

  it('states stories, requests, counts and usage', async () => {
    const get = async (what: string) =>
      JSON.stringify(await (await fetch(url(`/_control/${what}`))).json());
    expect(await get('stories')).toContain('"symbols":{"binance":"AVAXUSDT"');
    expect(await get('requests')).toContain('premiumIndex');
    expect(await get('counts')).toContain('"fapi.binance.com/fapi/v1/premiumIndex":');
    expect(await get('usage')).toContain('"limit":"weight"');
    await fetch(url('/_control/requests'), { method: 'DELETE' });
    expect(await get('requests')).toBe('[]');
  });

  it('refuses what it does not understand', async () => {
    expect((await post('clock', { advance: 1 })).status).toBe(400);
    expect((await post('faults', { match: '', fault: { kind: 'flood' } })).status).toBe(400);
    expect((await post('weather', {})).status).toBe(404);
  });
});
