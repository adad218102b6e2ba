import { describe, expect, it } from 'vitest';
import type { HttpClient, HttpRequest } from '../../../lib/http/client';
import { createHttpClient } from '../../../lib/http/client';
import { VenueError } from '../../../lib/http/venue-error';
import { gate } from '../../../lib/venues/gate';
import { signal, NOW_MS, BASE, http, ticker, perpsOf, historyOf } from './gate-bodies';

describe('the history of open interest', () => {
  const S = (hour: number, minute: number) => Date.UTC(2026, 2, 10, hour, minute) / 1000;
  const bucket = (time: unknown, contracts: unknown, price: object = { mark_price: 7.5 }) => ({
    time,
    open_interest: contracts,
    ...price,
  });

  it('is oldest first, in coins, at the ends of the buckets that will not change', async () => {
    // At 12:34:56 the bucket that began at 12:30 is running, the one before has been final since 12:33.
    const rows = [
      bucket(S(12, 15), 3000),
      bucket(S(11, 45), 1000),
      bucket(String(S(12, 0)), '2000'),
      bucket(S(12, 30), 4),
    ];
    expect(await historyOf(rows)).toEqual([
      { baseQty: 1, atMs: S(12, 0) * 1000, markPrice: 7.5 },
      { baseQty: 2, atMs: S(12, 15) * 1000, markPrice: 7.5 },
      { baseQty: 3, atMs: S(12, 30) * 1000, markPrice: 7.5 },
    ]);
  });

  it.each([
    ['a number', { mark_price: 76419.9 }, 76419.9],
    ['text', { mark_price: '0.00001234' }, 0.00001234],
    ['none', {}, null],
    ['null', { mark_price: null }, null],
    ['empty text', { mark_price: '' }, null],
    ['0', { mark_price: 0 }, null],
    ['0 as text', { mark_price: '0' }, null],
    ['less than nothing', { mark_price: -3 }, null],
    ['a word', { mark_price: 'NaN' }, null],
    ['an object', { mark_price: { value: 1 } }, null],
    ['true', { mark_price: true }, null],
  ])('has open interest whatever the price is: %s', async (_name, price, markPrice) => {
    expect(await historyOf([bucket(S(11, 45), 1000, price)])).toEqual([
      { baseQty: 1, atMs: S(12, 0) * 1000, markPrice },
    ]);
  });

  it.each([
    ['none', undefined],
    ['a word', 'many'],
  ])('leaves out a row whose open interest is %s, whatever its price is', async (_name, broken) => {
    expect(await historyOf([bucket(S(11, 30), broken), bucket(S(11, 45), 1000)])).toEqual([
      { baseQty: 1, atMs: S(12, 0) * 1000, markPrice: 7.5 },
    ]);
  });

  it('leaves out a bucket that has ended and may still be written anew', async () => {
    const date = new Date(Date.UTC(2026, 2, 10, 12, 32, 59)).toUTCString();
    expect(await historyOf([bucket(S(12, 15), 3000)], date)).toEqual([]);
  });

  it('takes an empty one for a contract too young to have one', async () => {
    expect(await historyOf([])).toEqual([]);
  });

  it.each([
    ['milliseconds', S(12, 0) * 1000],
    ['no time', undefined],
    ['empty text', ''],
  ])('refuses %s for seconds', async (_name, time) => {
    await expect(historyOf([bucket(time, 1)])).rejects.toThrow(
      `gate, GET ${BASE}contract_stats: [0].time: expected seconds since 1970`,
    );
  });

  it('asks for a day and more of one contract, by its encoded name', async () => {
    const asked: HttpRequest[] = [];
    const spy: HttpClient = (request, by) => {
      asked.push(request);
      return http([])(request, by);
    };
    const [perp] = await perpsOf('龙虾_USDT');
    if (perp) await gate.openInterestHistory?.fetch(spy, perp, signal);
    expect(asked.map(({ url }) => url)).toEqual([
      `https://api.gateio.ws${BASE}contract_stats?contract=%E9%BE%99%E8%99%BE_USDT&interval=15m&limit=100`,
    ]);
  });
});

describe('a refusal', () => {
  const answering = (status: number, body: string) =>
    createHttpClient({
      fetch: () => Promise.resolve(new Response(body, { status })),
      now: () => NOW_MS,
    });

  it.each([
    [429, '{"label":"TOO_MANY_REQUESTS","message":"slow down"}', 'rate-limited'],
    [400, '{"label":"TOO_MANY_REQUESTS","message":"slow down"}', 'rate-limited'],
    [400, '{"label":"CONTRACT_NOT_FOUND"}', 'refused'],
    [400, '{"label":"SERVER_ERROR","message":"m"}', 'server'],
    [500, '{"label":"INTERNAL_SERVER_ERROR","message":"m"}', 'server'],
    [400, '{"label":"SERVER_TIMEOUT","message":"m"}', 'timeout'],
    [403, '{"label":"FORBIDDEN","message":"m"}', 'forbidden'],
    [401, '{"label":"INVALID_KEY","message":"m"}', 'forbidden'],
    [400, '{"label":"REQUEST_FORBIDDEN","message":"not in your country"}', 'region'],
    [403, '<html>configured to block access from your country</html>', 'region'],
    [403, '<html>Access denied</html>', 'forbidden'],
    [451, '{"label":"FORBIDDEN","message":"m"}', 'region'],
    [503, '<html>down</html>', 'server'],
    [200, '{"label":"TOO_BUSY","message":"m"}', 'server'],
    [200, '{"label":"TOO_MANY_REQUESTS"}', 'rate-limited'],
    [200, '{"label":"INVALID_PARAM_VALUE","message":"m"}', 'refused'],
    [200, '{"data":[]}', 'shape'],
    [200, '[]', 'shape'],
    [200, 'null', 'shape'],
    [200, '<html>', 'not-json'],
  ])('with %i %s is of the kind %s', async (status, body, kind) => {
    for (const [path, ask] of [
      ['contracts', gate.listing.fetch(answering(status, body), signal)],
      ['tickers', gate.snapshot.fetch(answering(status, body), [], signal)],
    ] as const) {
      const error: unknown = await ask.catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(VenueError);
      expect(error).toMatchObject({ kind });
      expect(String(error)).toContain(`gate, GET ${BASE}${path}: `);
      expect(String(error)).toContain(body.includes('label') ? body : '');
    }
  });
});

it('waits a minute: the venue may take half of it', async () => {
  const asked: HttpRequest[] = [];
  const spy: HttpClient = (request, by) => {
    asked.push(request);
    return http([ticker('A_USDT')])(request, by);
  };
  await gate.snapshot.fetch(spy, [], signal);
  expect(asked.map(({ url, timeoutMs }) => [url, timeoutMs])).toEqual([
    [`https://api.gateio.ws${BASE}tickers`, 60_000],
  ]);
});

it('stays at a quarter of the published limit of each endpoint, 200 per 10 s', () => {
  for (const { ceiling, windowMs } of gate.budgets) {
    expect(ceiling / windowMs).toBeLessThanOrEqual(200 / 10_000 / 4);
  }
  const costs = [gate.listing.cost, gate.snapshot.cost, gate.openInterestHistory?.cost ?? {}];
  expect(costs.flatMap((cost) => Object.keys(cost))).toEqual(gate.budgets.map(({ id }) => id));
});
