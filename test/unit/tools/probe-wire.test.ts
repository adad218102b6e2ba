/** The probe's one request over a real connection: nothing is followed, and nothing goes on for ever. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exchange } from '../../tools/probe/wire';
import { liveSource } from '../../tools/probe/sources';

const { signal } = new AbortController();
const asked: string[] = [];
let server: Server;
let address = '';

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/moved': (response) => response.writeHead(302, { location: '/elsewhere' }).end(),
  '/endless': function pour(response): void {
    if (response.destroyed) return;
    response.write('x'.repeat(10_000), () => pour(response));
  },
  '/page': (response) => response.write(`<title>A &amp; B</title>${'x'.repeat(1_000)}`),
  '/never': () => undefined,
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"half', () => response.destroy());
  },
};

beforeAll(async () => {
  server = createServer((request: IncomingMessage, response) => {
    const path = request.url ?? '';
    asked.push(`${request.method} ${path} ${request.headers.origin ?? ''}`.trimEnd());
    const answer = ANSWERS[path];
    if (answer === undefined) response.end('{}');
    else answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  address = typeof at === 'object' && at !== null ? `http://127.0.0.1:${at.port}` : '';
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, more: { body?: unknown; until?: RegExp; timeoutMs?: number } = {}) =>
  exchange(
    liveSource(),
    {
      url: address + path,
      timeoutMs: 30_000,
      mostBytes: 100_000,
      headers: { origin: 'moz-extension://00000000-0000-4000-8000-000000000000' },
      ...more,
    },
    signal,
  );

it('says where a redirect leads, and does not go there', async () => {
  const { status, redirectedTo } = await ask('/moved');
  expect([status, redirectedTo]).toEqual([302, `${address}/elsewhere`]);
  expect(asked.filter((line) => line.includes('/elsewhere'))).toEqual([]);
});

it('sends the Origin of an extension, and a body as POST', async () => {
  await ask('/ok', { body: { type: 'x' } });
  expect(asked.at(-1)).toBe('POST /ok moz-extension://00000000-0000-4000-8000-000000000000');
});

it('reads no more than its limit', async () => {
  const { text, failure } = await ask('/endless');
  expect(failure).toEqual({ kind: 'shape', detail: 'more than 0.1 MB' });
  expect(text.length).toBeLessThan(1_000_000);
});

it('stops reading when it has what it wants', async () => {
  const { text, failure } = await ask('/page', { until: /<\/title>/ });
  expect(failure).toBe(null);
  expect(text).toContain('<title>');
});

it('waits no longer than its limit', async () => {
  const { status, failure } = await ask('/never', { timeoutMs: 50 });
  expect(status).toBe(null);
  expect(failure?.kind).toBe('timeout');
});

it('reports an answer that was cut off, and a host that is not there', async () => {
  expect(await ask('/cut')).toMatchObject({ status: 200, failure: { kind: 'server' } });
  const nobody = { url: 'http://127.0.0.1:1/', timeoutMs: 30_000, mostBytes: 1 };
  const { failure } = await exchange(liveSource(), nobody, signal);
  expect(failure?.kind).toBe('offline');
});
