import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import { VenueError } from '../../../lib/http/venue-error';
import { bybit } from '../../../lib/venues/bybit';
import { NOW_MS, perpsOf, signal, snapshotOf, TICKERS } from './bybit-answers';

describe('a refusal', () => {
  it.each([
    [10001, 'refused'],
    [10006, 'rate-limited'],
    ['10006', 'rate-limited'],
    [10018, 'rate-limited'],
    [429, 'rate-limited'],
    [20003, 'rate-limited'],
    [10429, 'rate-limited'],
    [10009, 'region'],
    [10024, 'region'],
    [10016, 'server'],
    [10019, 'server'],
    [10000, 'timeout'],
    [5004, 'timeout'],
    [10003, 'forbidden'],
    [10010, 'forbidden'],
    [10017, 'refused'],
    [110001, 'refused'],
  ])('with the code %s in HTTP 200 is of kind %s', async (retCode, kind) => {
    const body = { retCode, retMsg: 'because', result: {}, retExtInfo: {} };
    const error: unknown = await snapshotOf(body).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(VenueError);
    expect(error).toMatchObject({ kind, message: `${TICKERS}: retCode ${retCode} “because”` });
  });

  it.each([
    [403, '403, access too frequent', 'banned'],
    [403, '{"retCode":403,"retMsg":"Access too frequent"}', 'banned'],
    [403, '<!DOCTYPE HTML><H1>403 ERROR</H1>blocked from your country', 'region'],
    [403, '', 'forbidden'],
    [403, '{"retCode":10009,"retMsg":"restricted"}', 'region'],
    [400, '{"retCode":10009,"retMsg":"restricted"}', 'region'],
    [500, '{"retCode":10016,"retMsg":"oops"}', 'server'],
    [451, '', 'region'],
    [429, '', 'rate-limited'],
    [404, 'nothing', 'refused'],
    [503, '<html>', 'server'],
  ])('of HTTP %i with the body %s is of kind %s', async (status, body, kind) => {
    const fetch = () => Promise.resolve(new Response(body, { status }));
    const client = createHttpClient({ fetch, now: () => NOW_MS });
    const answer = bybit.snapshot.fetch(client, await perpsOf(['AUSDT']), signal);
    await expect(answer).rejects.toMatchObject({ kind, endpoint: 'GET /v5/market/tickers' });
  });
});
