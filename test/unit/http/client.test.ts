import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import { VenueError } from '../../../lib/http/venue-error';
import { HANG_MS } from '../../patience';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const client = createHttpClient({ fetch, now: () => 0, timeoutMs: HANG_MS });
const impatient = createHttpClient({ fetch, now: () => 0, timeoutMs: 200 });
const never = new AbortController().signal;

function ask(url: string, signal = never, by = client) {
  return by({ venue: 'binance', endpoint: 'GET /x', url }, signal);
}

async function failureOf(promise: Promise<unknown>): Promise<VenueError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof VenueError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('the client', () => {
  it('answers with the parsed body', async () => {
    const url = await serve((_, response) => response.end('{"a":1}'));
    expect((await ask(url)).json).toEqual({ a: 1 });
  });

  it.each([
    [429, 'rate-limited'],
    [418, 'banned'],
    [451, 'region'],
    [403, 'forbidden'],
    [400, 'refused'],
    [500, 'server'],
    [503, 'server'],
    [408, 'timeout'],
  ])('says what %i means: %s', async (status, kind) => {
    const url = await serve((_, response) => {
      response.writeHead(status, { 'retry-after': '7' }).end('<html>no</html>');
    });
    const error = await failureOf(ask(url));
    expect(error).toMatchObject({ kind, venue: 'binance', endpoint: 'GET /x', retryAfterMs: 7000 });
    expect(error.message).toContain(`binance, GET /x: HTTP ${status}`);
  });

  it('gives up on a server that never answers', async () => {
    const url = await serve(() => undefined);
    expect((await failureOf(ask(url, never, impatient))).kind).toBe('timeout');
  });

  it('gives up on a body that never ends', async () => {
    const url = await serve((_, response) => {
      response.write('[1,');
    });
    expect((await failureOf(ask(url, never, impatient))).kind).toBe('timeout');
  });

  it('distinguishes a cut-off body from no connection', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('[1,2');
      setImmediate(() => response.destroy());
    });
    expect((await failureOf(ask(url))).kind).toBe('not-json');
    expect((await failureOf(ask('http://127.0.0.1:1'))).kind).toBe('offline');
  });

  it('refuses what is not JSON, and shows how it begins', async () => {
    const url = await serve((_, response) => response.end('<html>\n<b>Blocked</b>'));
    const error = await failureOf(ask(url));
    expect(error.kind).toBe('not-json');
    expect(error.message).toContain('<html> <b>Blocked</b>');
  });

  it("passes on the caller's abort as it is", async () => {
    const url = await serve(() => undefined);
    const controller = new AbortController();
    const asked = ask(url, controller.signal);
    controller.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });

  it.each<[string, string, number | null]>([
    ['seconds', '7', 7_000],
    ['parts of one', '0.5', 500],
    ['a century of them', '99999999999', 99_999_999_999_000],
    ['an exponent', '1e306', null],
    ['no number', 'Infinity', null],
    ['less than nothing', '-5', null],
    ['another base', '0x10', null],
    ['words', 'soon', null],
    ['nothing', '', null],
    ['a date that is over', 'Thu, 01 Jan 1970 00:00:00 GMT', null],
  ])('reads %s in Retry-After: %s', async (_, header, waitMs) => {
    const later = createHttpClient({ fetch, now: () => 1e12, timeoutMs: HANG_MS });
    const url = await serve((_request, response) => {
      response.writeHead(429, { 'retry-after': header }).end();
    });
    expect((await failureOf(ask(url, never, later))).retryAfterMs).toBe(waitMs);
  });

  it("counts a date in Retry-After from the server's own, whatever our clock says", async () => {
    const url = await serve((_, response) => {
      response.writeHead(429, {
        date: new Date(1_000_000_000_000).toUTCString(),
        'retry-after': new Date(1_000_000_090_000).toUTCString(),
      });
      response.end();
    });
    expect((await failureOf(ask(url))).retryAfterMs).toBe(90_000);
  });

  it('takes the end of a ban from its words, where nothing else says it', async () => {
    const url = await serve((_, response) => {
      response
        .writeHead(418)
        .end('{"code":-1003,"msg":"Way too many; IP banned until 1000000120000. Use sockets."}');
    });
    const then = createHttpClient({ fetch, now: () => 1_000_000_000_000, timeoutMs: HANG_MS });
    expect((await failureOf(ask(url, never, then))).retryAfterMs).toBe(120_000);
  });

  it.each([301, 302, 303, 307, 308])(
    'does not follow a %i, and says what it is',
    async (status) => {
      let elsewhere = 0;
      const other = await serve((_, response) => {
        elsewhere += 1;
        response.end('{"a":1}');
      });
      const url = await serve((_, response) => {
        response.writeHead(status, { location: other }).end('{"a":2}');
      });
      expect((await failureOf(ask(url))).kind).toBe('redirected');
      expect(elsewhere).toBe(0);
    },
  );

  it('takes what browsers show of a redirect for one', async () => {
    const opaque = new Response();
    Object.defineProperty(opaque, 'type', { value: 'opaqueredirect' });
    const client = createHttpClient({ fetch: () => Promise.resolve(opaque), now: () => 0 });
    expect((await failureOf(ask('https://a.example', never, client))).kind).toBe('redirected');
  });

  it.each([
    ['as it is', (text: string) => Buffer.from(text), {}],
    ['packed', (text: string) => gzipSync(text), { 'content-encoding': 'gzip' }],
  ])('reads no more than it may, counted %s', async (_, pack, headers) => {
    let served = (): void => undefined;
    const chunk = pack(' '.repeat(1_000_000));
    const closed = new Promise<void>((resolve) => {
      served = resolve;
    });
    const url = await serve((_request, response) => {
      response.writeHead(200, headers);
      response.on('close', served);
      // As long as somebody reads.
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    const site = { venue: 'binance', endpoint: 'GET /x', url, maxBytes: 3_000_000 };
    const error = await failureOf(client(site, never));
    expect(error).toMatchObject({ kind: 'not-json' });
    expect(error.message).toContain('longer than 3000 kB');
    await closed;
  });

  it('says by its status what a refusal is that does not end', async () => {
    const url = await serve((_, response) => {
      response.writeHead(451);
      response.write(' '.repeat(100_000));
    });
    expect((await failureOf(ask(url))).kind).toBe('region');
  });

  it('gives up on a body that drips', async () => {
    const url = await serve((_, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect((await failureOf(ask(url, never, impatient))).kind).toBe('timeout');
  });

  it('reads letters that come in two parts, and no mark before them', async () => {
    const url = await serve((_, response) => {
      const bytes = Buffer.from('\ufeff"é"');
      response.write(bytes.subarray(0, 5));
      setTimeout(() => response.end(bytes.subarray(5)), 20);
    });
    expect((await ask(url)).json).toBe('é');
  });

  it('reads a date in Retry-After', async () => {
    const url = await serve((_, response) => {
      response.writeHead(429, { 'retry-after': new Date(90_000).toUTCString() }).end();
    });
    expect((await failureOf(ask(url))).retryAfterMs).toBe(90_000);
  });
});
