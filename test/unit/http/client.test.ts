import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
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

  it('tells a cut-off body from no connection', async () => {
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

  it('reads a date in Retry-After', async () => {
    const url = await serve((_, response) => {
      response.writeHead(429, { 'retry-after': new Date(90_000).toUTCString() }).end();
    });
    expect((await failureOf(ask(url))).retryAfterMs).toBe(90_000);
  });
});
