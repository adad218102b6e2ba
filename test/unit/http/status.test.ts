/** What a status, a header and a refusal's words mean, each at its bounds. */
import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import type { HttpRequest } from '../../../lib/http/client';
import { headerCount, retryAfterMs, statedByRemaining } from '../../../lib/http/headers';
import { stopsTheVenue, valueOrError, VenueError } from '../../../lib/http/venue-error';
import { TROUBLE_KINDS } from '../../../lib/domain/venue-status';

const NOW_MS = 1_790_000_000_000;
const SITE = { venue: 'binance', endpoint: 'GET /x', url: 'https://a.example/x' };
const never = new AbortController().signal;

it('troubles of the address or the venue stop it, those of one answer do not', () => {
  expect(TROUBLE_KINDS.filter(stopsTheVenue)).toEqual([
    'offline',
    'rate-limited',
    'banned',
    'region',
    'nothing-listed',
    'forbidden',
    'redirected',
  ]);
});

it('a venue’s failure is a value, any other a rejection', async () => {
  const failure = new VenueError(SITE, 'server', 'down');
  const bug = new TypeError('a bug');
  await expect(valueOrError(Promise.resolve(5))).resolves.toBe(5);
  await expect(valueOrError(Promise.reject(failure))).resolves.toBe(failure);
  await expect(valueOrError(Promise.reject(bug))).rejects.toBe(bug);
});

describe('Retry-After', () => {
  const of = (text: string, date?: string) =>
    retryAfterMs(new Headers({ 'retry-after': text, ...(date !== undefined && { date }) }), NOW_MS);
  const at = (atMs: number) => new Date(atMs).toUTCString();

  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 7 ', 7_000],
    ['1.25', 1_250],
    ['1.', null],
    ['.5', null],
    ['7 s', null],
    ['s 7', null],
    ['+7', null],
    ['7,5', null],
    ['2036-03-02T12:00:00Z', null],
    ['in: Wed, 02 Jan 2036 00:00:00 GMT', null],
    ['Xy, 02 Jan 2036 00:00:00 GMT', null],
  ])('%j is %s ms', (text, waitMs) => {
    expect(of(text)).toBe(waitMs);
  });

  it('is absent where there is none', () => {
    expect(retryAfterMs(new Headers(), NOW_MS)).toBeNull();
  });

  it('as a date counts from the answer’s own, else from ours', () => {
    expect(of(at(NOW_MS + 5_000), at(NOW_MS + 2_000))).toBe(3_000);
    expect(of(at(NOW_MS + 5_000), at(NOW_MS + 5_000))).toBe(0);
    expect(of(at(NOW_MS + 5_000), 'yesterday')).toBe(5_000);
    // The answer’s own is later than it: ours is left.
    expect(of(at(NOW_MS + 5_000), at(NOW_MS + 9_000))).toBe(5_000);
    expect(of(at(NOW_MS - 5_000), at(NOW_MS))).toBeNull();
    expect(of('Someday, 41 Foo 2026')).toBeNull();
  });
});

describe('a count in a header', () => {
  it.each([
    ['0', 0],
    ['12', 12],
    [' 12 ', 12],
    ['999999999', 999_999_999],
    ['1000000000', null],
    ['-1', null],
    ['1.5', null],
    ['1e3', null],
    ['12 of 100', null],
    ['NaN', null],
    ['', null],
  ])('%j is %s', (text, count) => {
    expect(headerCount(new Headers({ used: text }), 'used')).toBe(count);
  });

  it('is none where the header is absent', () => {
    expect(headerCount(new Headers(), 'used')).toBeNull();
  });
});

describe('what is left of a limit', () => {
  const published = { limit: 600, windowMs: 5_000 };
  const of = (left: number | null, whole: number | null) =>
    statedByRemaining('ip', left, whole, published);

  it.each([
    [600, null, 0],
    [150, null, 450],
    [0, null, 600],
    // The same share of another limit.
    [50, 200, 450],
    [200, 200, 0],
  ])('%i of %s are %i used', (left, whole, used) => {
    expect(of(left, whole)).toEqual({ budget: 'ip', limit: 600, windowMs: 5_000, used });
  });

  it.each([
    [null, null],
    [null, 600],
    [601, null],
    [201, 200],
    [0, 0],
    [0, -1],
  ])('%s of %s says nothing', (left, whole) => {
    expect(of(left, whole)).toBeNull();
  });
});

describe('the client', () => {
  const answering = (response: () => Response) =>
    createHttpClient({ fetch: () => Promise.resolve(response()), now: () => NOW_MS });

  async function failureOf(
    response: () => Response,
    request: Partial<HttpRequest> = {},
  ): Promise<VenueError> {
    try {
      await answering(response)({ ...SITE, ...request }, never);
    } catch (error) {
      if (error instanceof VenueError) return error;
      throw error;
    }
    throw new Error('it did not fail');
  }

  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [403, 'forbidden'],
    [404, 'refused'],
    [408, 'timeout'],
    [418, 'banned'],
    [429, 'rate-limited'],
    [451, 'region'],
    [499, 'refused'],
    [500, 'server'],
    [599, 'server'],
  ])('takes %i for %s', async (status, kind) => {
    expect((await failureOf(() => new Response('no', { status }))).kind).toBe(kind);
  });

  it.each([
    ['banned until 1790000120000.', 120_000],
    ['IP banned until 1790000000001', 1],
    ['banned until 1790000000000', null],
    ['banned until 1789999999999', null],
    ['banned until 179000012000', null],
    ['banned until 17900001200000', null],
    ['banned until tomorrow', null],
    ['until 1790000120000', null],
    ['', null],
  ])('reads the end of a ban from %j: %s ms', async (body, waitMs) => {
    const failure = await failureOf(() => new Response(body, { status: 418 }));
    expect(failure.retryAfterMs).toBe(waitMs);
  });

  it('reads an answer up to its bound, and not a byte beyond', async () => {
    const of = (count: number) => () => new Response(new Uint8Array(count).fill(0x31));
    const reply = await answering(of(2_000))({ ...SITE, maxBytes: 2_000 }, never);
    expect(reply.json).toBe(Number('1'.repeat(2_000)));
    const failure = await failureOf(of(2_001), { maxBytes: 2_000 });
    expect(failure.message).toContain('the body is longer than 2 kB');
  });

  it('does not read on what is too long', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
      cancel: () => {
        cancelled = true;
      },
    });
    const failure = await failureOf(() => new Response(endless), { maxBytes: 5_000 });
    expect([failure.kind, cancelled]).toEqual(['not-json', true]);
  });

  it('shows an answer that ends within a letter', async () => {
    const failure = await failureOf(() => new Response(new Uint8Array([0x41, 0xc3])));
    expect(failure.message).toContain('“A\uFFFD”');
  });

  it('hands on the status and the headers', async () => {
    const reply = await answering(
      () => new Response('[1]', { status: 201, headers: { 'x-used': '7' } }),
    )(SITE, never);
    expect([reply.json, reply.status, reply.headers.get('x-used')]).toEqual([[1], 201, '7']);
  });

  it('takes an accepted answer for one when it says something', async () => {
    const reply = await answering(() => new Response('{"a":1}', { status: 202 }))(SITE, never);
    expect(reply.json).toEqual({ a: 1 });
    const empty = await failureOf(() => new Response(' \n', { status: 202 }));
    expect([empty.kind, empty.message]).toEqual(['forbidden', 'binance, GET /x: HTTP 202']);
  });

  it('takes nothing for an answer otherwise', async () => {
    expect((await failureOf(() => new Response(''))).kind).toBe('not-json');
    const none = await failureOf(() => new Response(null));
    expect([none.kind, none.message]).toEqual(['not-json', 'binance, GET /x: not JSON:']);
    expect((await failureOf(() => new Response('{'))).message).toBe(
      'binance, GET /x: not JSON: “{”',
    );
  });

  it('asks the venue first what a refusal means', async () => {
    const asked: [number, string][] = [];
    const refusal = () => new Response('{"code":51}', { status: 400 });
    const by = (kind: 'region' | null) => ({
      troubleOf: (status: number, body: string) => {
        asked.push([status, body]);
        return kind;
      },
    });
    expect((await failureOf(refusal, by('region'))).kind).toBe('region');
    expect((await failureOf(refusal, by(null))).kind).toBe('refused');
    expect(asked).toEqual([
      [400, '{"code":51}'],
      [400, '{"code":51}'],
    ]);
  });

  it('believes the header before the words', async () => {
    const words = 'banned until 1790000120000';
    const of = (headers: Record<string, string>) =>
      failureOf(() => new Response(words, { status: 418, headers }));
    expect((await of({ 'retry-after': '7' })).retryAfterMs).toBe(7_000);
    expect((await of({})).retryAfterMs).toBe(120_000);
    expect((await failureOf(() => new Response('no', { status: 418 }))).retryAfterMs).toBeNull();
  });

  it('reads 8 MB of an answer and 64 kB of a refusal, where nothing else is said', async () => {
    const of = (count: number, status: number) => () =>
      new Response(new Uint8Array(count).fill(0x20), { status });
    expect((await failureOf(of(8_000_001, 200))).message).toContain('longer than 8000 kB');
    expect((await failureOf(of(8_000_000, 200))).message).toContain('not JSON');
    const refusal = await failureOf(of(64_001, 429), {
      troubleOf: (_, body) => (body === '' ? null : 'server'),
    });
    expect([refusal.kind, refusal.message]).toEqual(['rate-limited', 'binance, GET /x: HTTP 429']);
    expect((await failureOf(of(64_001, 200))).message).toContain('not JSON');
  });

  it.each([300, 302, 399])(
    'reads nothing of a %i, whatever the venue would say of it',
    async (status) => {
      const failure = await failureOf(() => new Response('{"code":1}', { status }), {
        troubleOf: () => 'region',
      });
      expect([failure.kind, failure.message]).toEqual([
        'redirected',
        'binance, GET /x: an answer from elsewhere, not followed',
      ]);
    },
  );

  it('keeps what caused a failure', async () => {
    const cause = new TypeError('fetch failed');
    const client = createHttpClient({ fetch: () => Promise.reject(cause), now: () => 0 });
    await expect(client(SITE, never)).rejects.toMatchObject({
      name: 'VenueError',
      kind: 'offline',
      cause,
      retryAfterMs: null,
      message: 'binance, GET /x: no connection',
    });
    const cut = new Response(new ReadableStream({ pull: (controller) => controller.error(cause) }));
    const failure = await failureOf(() => cut);
    expect([failure.kind, failure.cause, failure.message]).toEqual([
      'not-json',
      cause,
      'binance, GET /x: the body was cut off',
    ]);
    expect((await failureOf(() => new Response('{'))).cause).toBeInstanceOf(SyntaxError);
  });

  it('fails with the reason of who gave up, in whichever part', async () => {
    const give = new AbortController();
    const client = createHttpClient({
      fetch: () => {
        give.abort(new Error('enough'));
        return Promise.reject(new TypeError('aborted'));
      },
      now: () => 0,
    });
    await expect(client(SITE, give.signal)).rejects.toThrow('enough');
  });

  it('waits as long as the request says, before what holds for all', async () => {
    const hang = (_: string, init: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const patient = createHttpClient({ fetch: hang, now: () => 0, timeoutMs: 10_000_000 });
    await expect(patient({ ...SITE, timeoutMs: 5 }, never)).rejects.toMatchObject({
      kind: 'timeout',
      cause: new Error('aborted'),
      message: 'binance, GET /x: no complete answer in time',
    });
  });
});
