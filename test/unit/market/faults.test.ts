import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../market';
import { asRow, asRows, MIDNIGHT_MS, openMarket } from './ask';

const PRICES = '/fapi/v1/premiumIndex';

async function faulty(fault: FaultKind, path = PRICES) {
  const { core, get } = openMarket();
  core.faults.add({ match: path.split('?')[0] ?? '', fault });
  const response = await get(path);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

describe('a fault', () => {
  it.each([
    [429, 'application/json', '"code":-1003'],
    [418, 'application/json', 'banned until'],
    [451, 'application/json', '"code":0'],
    [403, 'text/html', '<html>'],
    [500, 'text/html', '<html>'],
    [503, 'text/html', '<html>'],
  ])('of status %i speaks as the venue or its doorkeeper does', async (status, type, part) => {
    const answer = await faulty({ kind: 'status', status, retryAfterS: 30 });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain(type);
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(answer.text).toContain(part);
  });

  it('may bring its own body', async () => {
    expect((await faulty({ kind: 'status', status: 200, body: 'oops' })).text).toBe('oops');
  });

  it('changes the shape of answers', async () => {
    const list = async (fault: FaultKind) => asRows(JSON.parse((await faulty(fault)).text));
    const whole = asRow(JSON.parse((await faulty({ kind: 'wrong-shape' })).text));
    expect(whole).toEqual({ data: 'moved' });
    expect(await list({ kind: 'empty-list' })).toEqual([]);
    expect((await list({ kind: 'bad-rows', rows: 1 }))[0]).toEqual({ broken: true });
    expect((await list({ kind: 'bad-rows', rows: 1 }))[1]).toHaveProperty('symbol');
    const [missing, kept] = await list({ kind: 'missing-field', field: 'markPrice', rows: 1 });
    expect(missing).not.toHaveProperty('markPrice');
    expect(kept).toHaveProperty('markPrice');
    expect((await list({ kind: 'null-field', field: 'indexPrice' })).at(-1)?.['indexPrice']).toBe(
      null,
    );
    expect((await list({ kind: 'extra-fields' }))[0]).toMatchObject({ newField: { a: [1] } });
  });

  it('renames a field, and makes text of a number', async () => {
    const list = async (fault: FaultKind) => asRows(JSON.parse((await faulty(fault)).text));
    const [row] = await list({ kind: 'renamed-field', field: 'markPrice', to: 'mark' });
    expect(row).not.toHaveProperty('markPrice');
    expect(row).toHaveProperty('mark');
    const [changed, kept] = await list({ kind: 'other-type', field: 'time', rows: 1 });
    expect(changed?.['time']).toBe(String(MIDNIGHT_MS));
    expect(kept?.['time']).toBe(MIDNIGHT_MS);
    expect((await list({ kind: 'other-type', field: 'markPrice' }))[0]?.['markPrice']).toBeTypeOf(
      'number',
    );
  });

  it('leaves a header out, the date too', async () => {
    const header = 'X-MBX-USED-WEIGHT-1M';
    expect((await faulty({ kind: 'slow', ms: 0 })).headers.has(header)).toBe(true);
    expect(
      (await faulty({ kind: 'no-header', header: header.toLowerCase() })).headers.has(header),
    ).toBe(false);
    expect((await faulty({ kind: 'no-header', header: 'Date' })).headers.has('date')).toBe(false);
  });

  it('sends elsewhere', async () => {
    const { status, headers, text } = await faulty({ kind: 'redirect', to: '/elsewhere' });
    expect([status, headers.get('location'), text]).toEqual([302, '/elsewhere', '']);
  });

  it('reaches lists within objects, and objects that are no list', async () => {
    const info = await faulty({ kind: 'missing-field', field: 'status' }, '/fapi/v1/exchangeInfo');
    expect(asRows(asRow(JSON.parse(info.text))['symbols'])[3]).not.toHaveProperty('status');
    const path = '/fapi/v1/openInterest?symbol=BTCUSDT';
    const one = await faulty({ kind: 'null-field', field: 'openInterest' }, path);
    expect(JSON.parse(one.text)).toMatchObject({ symbol: 'BTCUSDT', openInterest: null });
  });

  it("shifts the venue's clock", async () => {
    const { text, headers } = await faulty({ kind: 'clock-skew', ms: -90_000 });
    expect(asRows(JSON.parse(text))[0]?.['time']).toBe(MIDNIGHT_MS - 90_000);
    expect(Date.parse(headers.get('date') ?? '')).toBe(MIDNIGHT_MS - 90_000);
  });

  it('cuts the body', async () => {
    await expect(faulty({ kind: 'truncate' })).rejects.toThrow('terminated');
  });

  it('never answers, until the client has had enough', async () => {
    const { core } = openMarket();
    core.faults.add({ match: '', fault: { kind: 'hang' } });
    const { marketFetch } = await import('../../market');
    const signal = AbortSignal.timeout(20);
    const answer = marketFetch(core)(`https://fapi.binance.com${PRICES}`, { signal });
    await expect(answer).rejects.toThrow(/timeout/);
  });

  it('takes time by the clock of the market', async () => {
    const { core, get } = openMarket({ latencyMs: 50 });
    core.faults.add({ match: '', fault: { kind: 'slow', ms: 600_000 } });
    await core.clock.run(get(PRICES));
    expect(core.clock.now()).toBe(MIDNIGHT_MS + 600_050);
  });
});

it('comes when it is due, as often as was said, and where it matches', async () => {
  const { core, get } = openMarket();
  core.faults.add({
    match: 'symbol=龙虾USDT',
    skip: 1,
    times: 2,
    fault: { kind: 'status', status: 500 },
  });
  const statusOf = async (symbol: string) =>
    (await get(`/fapi/v1/openInterest?symbol=${encodeURIComponent(symbol)}`)).status;
  const statuses = [];
  for (let call = 0; call < 4; call += 1) statuses.push(await statusOf('龙虾USDT'));
  expect(statuses).toEqual([200, 500, 500, 200]);
  core.faults.add({ match: '', fault: { kind: 'status', status: 503 } });
  expect(await statusOf('BTCUSDT')).toBe(503);
  core.faults.clear();
  expect(await statusOf('BTCUSDT')).toBe(200);
});
