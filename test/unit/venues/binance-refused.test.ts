import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import { binance } from '../../../lib/venues/binance';

const NOW_MS = 1_790_000_000_000;

function answering(status: number, body: string) {
  const fetch = () => Promise.resolve(new Response(status === 204 ? null : body, { status }));
  return createHttpClient({ fetch, now: () => NOW_MS });
}

describe('a refusal', () => {
  it.each([
    [202, '', 'forbidden'],
    [202, '  ', 'forbidden'],
    [202, '[]', 'shape'],
    [204, '', 'not-json'],
    [200, '', 'not-json'],
    [200, '{"code":-1003,"msg":"Too many requests"}', 'rate-limited'],
    [400, '{"code":-1003,"msg":"Too many requests"}', 'rate-limited'],
    [403, '{"code":-1003,"msg":"Way too many requests; IP banned until 1790000600000."}', 'banned'],
    [429, '{"code":-1003,"msg":"Too many requests"}', 'rate-limited'],
    [418, '{"code":-1003,"msg":"IP banned until 1790000600000."}', 'banned'],
    [400, '{"code":-1007,"msg":"Timeout waiting for response"}', 'timeout'],
    [408, '{"code":-1007,"msg":"Timeout waiting for response"}', 'timeout'],
    [400, '{"code":-1001,"msg":"Internal error"}', 'server'],
    [400, '{"code":-1008,"msg":"Request throttled"}', 'server'],
    [503, '{"code":-1008,"msg":"Request throttled"}', 'server'],
    [503, 'Service Unavailable', 'server'],
    [400, '{"code":-1016,"msg":"No longer available"}', 'server'],
    [401, '{"code":-1002,"msg":"Not authorized"}', 'forbidden'],
    [400, '{"code":-1011,"msg":"This IP cannot access this route"}', 'forbidden'],
    [400, '{"code":-1121,"msg":"Invalid symbol."}', 'refused'],
    [200, '{"code":-1121,"msg":"Invalid symbol."}', 'refused'],
    [403, '<html>blocked</html>', 'forbidden'],
    [403, '{"code":0,"msg":"Service unavailable from a restricted location"}', 'region'],
    [451, '{"code":0,"msg":"not where you are"}', 'region'],
    [451, '', 'region'],
    [500, '', 'server'],
  ])('of HTTP %i with %s is of the kind %s', async (status, body, kind) => {
    const answer = binance.snapshot.fetch(answering(status, body), [], AbortSignal.any([]));
    await expect(answer).rejects.toMatchObject({
      kind,
      venue: 'binance',
      endpoint: 'GET /fapi/v1/premiumIndex',
    });
  });
});
