/** What a request tells of the user: the promises of the README's paragraph on privacy, at the only way out. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import type { HttpRequest } from '../../../lib/http/client';

const SITE = { venue: 'binance', endpoint: 'GET /x', url: 'https://a.example/x' };
const signal = new AbortController().signal;

async function initOf(request: Partial<HttpRequest>): Promise<RequestInit> {
  const inits: RequestInit[] = [];
  const client = createHttpClient({
    fetch: (_, init) => {
      inits.push(init);
      return Promise.resolve(new Response('{}'));
    },
    now: () => 0,
  });
  await client({ ...SITE, ...request }, signal);
  const [init, ...more] = inits;
  if (init === undefined || more.length > 0) throw new Error(`${inits.length} requests`);
  return init;
}

describe.each([
  ['a read', {}],
  ['a read by POST', { body: { type: 'meta' } }],
])('%s', (_, request) => {
  it('carries neither cookies nor a referrer', async () => {
    const init = await initOf(request);
    expect(init.credentials).toBe('omit');
    expect(init.referrerPolicy).toBe('no-referrer');
    expect(init.referrer).toBeUndefined();
  });

  it('is neither stored, nor answered from a store, nor redirected', async () => {
    const init = await initOf(request);
    expect(init.cache).toBe('no-store');
    expect(init.redirect).toBe('manual');
  });
});

it('has no headers and no body of its own, but those of what it asks', async () => {
  const read = await initOf({});
  expect(Object.keys(read).toSorted()).toEqual([
    'cache',
    'credentials',
    'redirect',
    'referrerPolicy',
    'signal',
  ]);
  const posted = await initOf({ body: { type: 'meta', dex: '' } });
  expect(posted.method).toBe('POST');
  expect(posted.headers).toEqual({ 'content-type': 'application/json' });
  expect(posted.body).toBe('{"type":"meta","dex":""}');
});

describe('over a wire', () => {
  const server = createServer();
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('nothing goes back that an earlier answer asked to be stored', async () => {
    const seen: IncomingHttpHeaders[] = [];
    server.on('request', (request, response) => {
      seen.push(request.headers);
      response.writeHead(200, {
        'set-cookie': 'id=1; Path=/',
        etag: '"1"',
        'last-modified': 'Thu, 01 Jan 1970 00:00:00 GMT',
        'cache-control': 'max-age=3600',
      });
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const url = `http://127.0.0.1:${address.port}/x`;
    const client = createHttpClient({ fetch, now: () => 0 });
    await client({ ...SITE, url }, signal);
    await client({ ...SITE, url }, signal);
    expect(seen).toHaveLength(2);
    for (const headers of seen) {
      for (const name of [
        'cookie',
        'referer',
        'authorization',
        'origin',
        'if-none-match',
        'if-modified-since',
      ])
        expect(headers[name], name).toBeUndefined();
    }
  });
});
