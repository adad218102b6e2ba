import { describe, expect, it, vi } from 'vitest';
import type { Perp } from '../../../lib/domain/perp';
import type { TroubleKind } from '../../../lib/domain/venue-status';
import { VenueError } from '../../../lib/http/venue-error';
import {
  askForSymbols,
  askMany,
  BudgetSpent,
  budgetedCall,
  currentStatements,
  SHORT_WAIT_MS,
  syncClocks,
} from '../../../lib/refresh/requests';
import type { HttpClient } from '../../../lib/http/client';
import { perpState } from '../history/boards';
import { failure, fakeVenue, FIRST, NOW_MS, SECOND, step, THIRD } from './fake-venue';

const SITE = { venue: 'binance', endpoint: 'GET /one' };

const perps = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ symbol: `S${index}` }) as Perp);
const trouble = (kind: TroubleKind) => new VenueError(SITE, kind, 'planted');
const turn = () => new Promise((resolve) => setTimeout(resolve));

describe('askMany', () => {
  it('asks for each, six at a time', async () => {
    let under = 0;
    let most = 0;
    const { good, failed, stop } = await askMany(perps(40), async ({ symbol }) => {
      most = Math.max(most, ++under);
      await turn();
      under -= 1;
      return symbol.toLowerCase();
    });
    expect(most).toBe(6);
    expect([...good].slice(0, 2)).toEqual([
      ['S0', 's0'],
      ['S1', 's1'],
    ]);
    expect([good.size, failed.size, stop]).toEqual([40, 0, null]);
  });

  it('begins the next as soon as one is answered, and not with the slowest', async () => {
    let answer = (_: string): void => undefined;
    const slowest = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const asked = vi.fn(({ symbol }: Perp) =>
      symbol === 'S0' ? slowest : Promise.resolve(symbol),
    );
    const all = askMany(perps(30), asked);
    await expect.poll(() => asked.mock.calls.length).toBe(30);
    answer('S0');
    expect((await all).good.size).toBe(30);
  });

  it('leaves the others alone when one is in trouble', async () => {
    const { good, failed, stop } = await askMany(perps(10), ({ symbol }) =>
      symbol === 'S3' ? Promise.reject(trouble('server')) : Promise.resolve(symbol),
    );
    expect([good.size, [...failed.keys()], stop]).toEqual([9, ['S3'], null]);
  });

  it('sends no more once the venue is in trouble, and keeps what was under way', async () => {
    const banned = trouble('banned');
    const ask = vi.fn(async ({ symbol }: Perp) => {
      await turn();
      if (symbol === 'S2') throw banned;
      return symbol;
    });
    const { good, failed, stop } = await askMany(perps(40), ask);
    expect(stop).toBe(banned);
    expect([...failed]).toEqual([['S2', banned]]);
    expect(ask.mock.calls.length).toBeLessThanOrEqual(8);
    expect(good.size).toBe(ask.mock.calls.length - 1);
  });

  it('throws what is no trouble of a venue, and sends no more', async () => {
    const ask = vi.fn(async ({ symbol }: Perp) => {
      await turn();
      if (symbol === 'S1') throw new DOMException('The work was given up', 'AbortError');
      return symbol;
    });
    await expect(askMany(perps(40), ask)).rejects.toThrow('The work was given up');
    const sent = ask.mock.calls.length;
    for (let turns = 0; turns < 5; turns += 1) await turn();
    expect(sent).toBeLessThan(10);
    expect(ask).toHaveBeenCalledTimes(sent);
  });

  it('takes it for the venue’s trouble when none of several is answered, but not when refused', async () => {
    const server = await askMany(perps(2), () => Promise.reject(trouble('server')));
    expect(server.stop?.kind).toBe('server');
    const one = await askMany(perps(1), () => Promise.reject(trouble('server')));
    expect(one.stop).toBeNull();
    const refused = await askMany(perps(9), () => Promise.reject(trouble('refused')));
    expect([refused.stop, refused.failed.size]).toEqual([null, 9]);
  });

  it('has nothing to do for none', async () => {
    const { good, failed, stop } = await askMany([], () => Promise.reject(new Error('asked')));
    expect([good.size, failed.size, stop]).toEqual([0, 0, null]);
  });
});

const COST = { weight: 4 };
const request = { ...SITE, url: `${FIRST}/x?a=1` };
const ask = (http: HttpClient) => http(request, new AbortController().signal);

describe('a call within the budget', () => {
  it('is paid before it is sent', async () => {
    const { context, work, commit, asked } = step(fakeVenue());
    await budgetedCall(context, work, COST, (http) => {
      expect(commit.mock.calls.map(([{ state }]) => state.ledger)).toEqual([
        { weight: [{ atMs: NOW_MS, units: 4 }] },
      ]);
      return ask(http);
    });
    expect(asked).toEqual([`${FIRST}/x?a=1`]);
  });

  it('waits for a budget that is free within ten seconds, and sleeps for no longer one', async () => {
    const spentAt = (agoMs: number) => ({
      state: { ledger: { weight: [{ atMs: NOW_MS - agoMs, units: 9 }] } },
    });
    // A window of a minute, and two seconds of margin.
    const soon = step(fakeVenue(), spentAt(62_000 - SHORT_WAIT_MS));
    await budgetedCall(soon.context, soon.work, COST, ask);
    expect(soon.slept).toEqual([SHORT_WAIT_MS]);
    const late = step(fakeVenue(), spentAt(62_000 - SHORT_WAIT_MS - 1));
    const error = await budgetedCall(late.context, late.work, COST, ask).catch((e: unknown) => e);
    expect(error).toMatchObject({ availableAtMs: NOW_MS + SHORT_WAIT_MS + 1, byOthers: false });
    expect(error).toBeInstanceOf(BudgetSpent);
    expect([late.slept, late.asked]).toEqual([[], []]);
    expect(late.commit).not.toHaveBeenCalled();
  });

  it('is held back by what others use of the address, and says so', async () => {
    const stated = { weight: { used: 30, limit: 40, windowMs: 60_000, atMs: NOW_MS - 1_000 } };
    const held = step(fakeVenue(), { state: { stated } });
    const error = await budgetedCall(held.context, held.work, COST, ask).catch((e: unknown) => e);
    expect(error).toMatchObject({ availableAtMs: NOW_MS + 61_000, byOthers: true });
    // For ten minutes at most: a venue that always states it would stop us for good.
    const heldFor = (ms: number) =>
      step(fakeVenue(), { state: { stated, heldSinceMs: NOW_MS - ms } });
    const [still, over] = [heldFor(599_999), heldFor(600_000)];
    expect(currentStatements(still.context, still.work)).toEqual(stated);
    expect(currentStatements(over.context, over.work)).toEqual({});
    await budgetedCall(over.context, over.work, COST, ask);
    expect(over.asked).toHaveLength(1);
  });

  it.each(['server', 'not-json', 'offline'] as const)(
    'is tried three times after %s, with growing pauses, each paid for',
    async (kind) => {
      const { context, work, slept, asked } = step(fakeVenue(), {
        answer: () => failure(kind),
        context: { random: () => 0.25 },
      });
      await expect(budgetedCall(context, work, { weight: 1 }, ask)).rejects.toMatchObject({ kind });
      expect(slept).toEqual([750, 1_500]);
      expect(asked).toHaveLength(3);
      expect(work.state.ledger['weight']?.map(({ units }) => units)).toEqual([1, 1, 1]);
    },
  );

  it('has the answer of a later attempt', async () => {
    const { context, work, slept } = step(fakeVenue(), {
      answer: (_, index) => (index === 0 ? failure('server') : {}),
      context: { random: () => 0.5 },
    });
    await expect(budgetedCall(context, work, { weight: 1 }, ask)).resolves.toMatchObject({
      status: 200,
    });
    expect(slept).toEqual([1_000]);
  });

  it.each(['timeout', 'shape', 'refused', 'rate-limited', 'banned', 'region'] as const)(
    'is not repeated after %s',
    async (kind) => {
      const { context, work, asked } = step(fakeVenue(), { answer: () => failure(kind) });
      await expect(budgetedCall(context, work, { weight: 1 }, ask)).rejects.toMatchObject({ kind });
      expect(asked).toHaveLength(1);
    },
  );

  it('passes on what is no failure of the venue, at once', async () => {
    const { context, work } = step(fakeVenue());
    const call = vi.fn(() => Promise.reject(new TypeError('bug')));
    await expect(budgetedCall(context, work, { weight: 1 }, call)).rejects.toThrow('bug');
    expect(call).toHaveBeenCalledTimes(1);
  });
});

describe('a venue with several origins', () => {
  const venue = fakeVenue({ apiOrigins: [FIRST, SECOND, THIRD] });
  const paths = (asked: readonly string[]) => asked.map((url) => new URL(url).origin);

  it.each(['offline', 'region', 'nothing-listed', 'forbidden', 'redirected'] as const)(
    'is asked at the next one after %s, without a pause, and that one is kept',
    async (kind) => {
      const { context, work, asked, slept } = step(venue, {
        answer: (_, index) => (index === 0 ? failure(kind) : {}),
      });
      await budgetedCall(context, work, { weight: 1 }, ask);
      expect(asked).toEqual([`${FIRST}/x?a=1`, `${SECOND}/x?a=1`]);
      expect([work.state.origin, slept]).toEqual([SECOND, []]);
      await budgetedCall(context, work, { weight: 1 }, ask);
      expect(paths(asked).at(-1)).toBe(SECOND);
    },
  );

  it.each(['rate-limited', 'banned', 'timeout', 'shape'] as const)(
    'is not asked elsewhere after %s',
    async (kind) => {
      const { context, work, asked } = step(venue, { answer: () => failure(kind) });
      await expect(budgetedCall(context, work, { weight: 1 }, ask)).rejects.toMatchObject({ kind });
      expect(paths(asked)).toEqual([FIRST]);
    },
  );

  it('is asked once around, from the one that answered last', async () => {
    const { context, work, asked } = step(venue, {
      state: { origin: THIRD },
      answer: () => failure('region'),
    });
    await expect(budgetedCall(context, work, { weight: 1 }, ask)).rejects.toThrow('planted');
    expect(paths(asked)).toEqual([THIRD, FIRST, SECOND]);
    const unknown = step(venue, { state: { origin: 'https://gone.test' } });
    await budgetedCall(unknown.context, unknown.work, { weight: 1 }, ask);
    expect(paths(unknown.asked)).toEqual([FIRST]);
  });

  it.each([
    [['offline', 'region', 'offline'], 'region'],
    [['forbidden', 'region', 'nothing-listed'], 'region'],
    [['nothing-listed', 'forbidden', 'offline'], 'nothing-listed'],
    [['offline', 'redirected', 'forbidden'], 'forbidden'],
    [['region', 'banned', 'offline'], 'banned'],
    [['region', 'rate-limited', 'offline'], 'rate-limited'],
    [['offline', 'redirected', 'shape'], 'shape'],
  ] as const)('that all fail (%j) is in the trouble that says most: %s', async (kinds, kind) => {
    const { context, work } = step(venue, {
      answer: (_, index) => failure(kinds[index] ?? 'server'),
    });
    await expect(budgetedCall(context, work, { weight: 1 }, ask)).rejects.toMatchObject({ kind });
  });
});

describe('what an answer states', () => {
  const stated = (used: number) => ({ budget: 'weight', used, limit: 40, windowMs: 60_000 });
  const venue = fakeVenue({
    stated: (_, headers) => (headers.has('used') ? stated(Number(headers.get('used'))) : null),
  });

  it('is kept with its time, and the answer’s date', async () => {
    const date = new Date(NOW_MS + 90_000).toUTCString();
    const { context, work } = step(venue, { answer: () => ({ used: '7', date }) });
    await budgetedCall(context, work, { weight: 1 }, ask);
    expect(work.state.stated).toEqual({
      weight: { used: 7, limit: 40, windowMs: 60_000, atMs: NOW_MS },
    });
    expect(work.dateSkewsMs).toEqual([90_000]);
    await budgetedCall(context, work, { weight: 1 }, ask);
    expect(work.dateSkewsMs).toEqual([90_000, 90_000]);
  });

  it('of the first answer stops the others when it leaves too little', async () => {
    const { context, work, asked } = step(venue, { answer: () => ({ used: '30' }) });
    const call = (http: HttpClient) => Promise.allSettled([ask(http), ask(http), ask(http)]);
    const replies = await budgetedCall(context, work, { weight: 1 }, call);
    expect(replies.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(replies[1]).toMatchObject({
      reason: { availableAtMs: NOW_MS + 62_000, byOthers: true },
    });
    expect(asked).toHaveLength(1);
  });

  it('is waited for only while nothing is known, and where the venue states anything', async () => {
    const order: string[] = [];
    const run = async (given: Parameters<typeof step>[1], of = venue) => {
      order.length = 0;
      const { context, work } = step(of, {
        ...given,
        context: {
          http: async ({ url }) => {
            order.push(`sent ${url}`);
            await turn();
            order.push(`answered ${url}`);
            return { json: {}, status: 200, headers: new Headers(), sentAtMs: 0, receivedAtMs: 0 };
          },
        },
      });
      const one = (url: string) => ({ ...SITE, url });
      const { signal } = new AbortController();
      await budgetedCall(context, work, { weight: 1 }, (http) =>
        Promise.all([http(one('a'), signal), http(one('b'), signal)]),
      );
      return order.slice(0, 2);
    };
    expect(await run({})).toEqual(['sent a', 'answered a']);
    const known = { weight: { used: 1, limit: 40, windowMs: 60_000, atMs: NOW_MS } };
    expect(await run({ state: { stated: known } })).toEqual(['sent a', 'sent b']);
    const old = { weight: { ...known.weight, atMs: NOW_MS - 99_000 } };
    expect(await run({ state: { stated: old } })).toEqual(['sent a', 'answered a']);
    expect(await run({}, fakeVenue())).toEqual(['sent a', 'sent b']);
  });

  it('does not keep the others waiting for a first one that fails', async () => {
    const { context, work, asked } = step(venue, {
      answer: (_, index) => (index === 0 ? failure('timeout') : {}),
    });
    const call = (http: HttpClient) => Promise.allSettled([ask(http), ask(http)]);
    const replies = await budgetedCall(context, work, { weight: 1 }, call);
    expect(replies.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(asked).toHaveLength(2);
  });
});

describe('many symbols', () => {
  const SYMBOLS = ['A', 'B', 'C'];
  const source = (fetch: (symbol: string) => Promise<string>) => ({
    cost: { weight: 2 },
    fetch: (_: HttpClient, { symbol }: Perp) => fetch(symbol),
  });
  const withBoard = (given: Parameters<typeof step>[1] = {}) => {
    const one = step(fakeVenue(), given);
    const perpStates = SYMBOLS.map((symbol) => perpState(symbol, 1));
    one.work.board = { venue: 'fake', asOfMs: NOW_MS, perpStates };
    return one;
  };

  it('are paid for together before the first is asked, and what was not sent is returned', async () => {
    const { context, work, commit, clock } = withBoard();
    const fetch = vi.fn((symbol: string) => {
      expect(commit.mock.calls.map(([{ state }]) => state.ledger)).toEqual([
        { weight: [{ atMs: NOW_MS, units: 8 }] },
      ]);
      clock.nowMs += 500;
      return Promise.resolve(symbol);
    });
    const { good } = await askForSymbols(context, work, source(fetch), ['C', 'A', 'GONE', 'B']);
    expect([...good.keys()]).toEqual(['C', 'A', 'B']);
    // Counted from when the last one was sent.
    expect(work.state.ledger).toEqual({ weight: [{ atMs: NOW_MS + 1_500, units: 6 }] });
  });

  it('that fail are paid for, too', async () => {
    const { context, work } = withBoard();
    await askForSymbols(
      context,
      work,
      source((symbol) =>
        symbol === 'A' ? Promise.reject(failure('refused')) : Promise.resolve(symbol),
      ),
      SYMBOLS,
    );
    expect(work.state.ledger).toEqual({ weight: [{ atMs: NOW_MS, units: 6 }] });
  });

  it('bring statements up to date that came meanwhile, and leave older ones', async () => {
    const old = { used: 1, limit: 40, windowMs: 60_000, atMs: NOW_MS - 5_000 };
    const { context, work, clock } = withBoard({ state: { stated: { weight: old, other: old } } });
    await askForSymbols(
      context,
      work,
      source((symbol) => {
        work.state = {
          ...work.state,
          stated: { other: old, weight: { ...old, used: 9, atMs: clock.nowMs } },
        };
        clock.nowMs += 100;
        return Promise.resolve(symbol);
      }),
      SYMBOLS,
    );
    expect(work.state.stated).toEqual({
      other: old,
      weight: { ...old, used: 9, atMs: NOW_MS + 300 },
    });
  });
});

describe('the clocks', () => {
  const synced = (aheadMs: number, known = true) => {
    const clocks = { wallMs: NOW_MS - 60_000, steadyMs: 1_000 };
    const { context, work } = step(fakeVenue(), {
      state: {
        ledger: { weight: [{ atMs: NOW_MS - 90_000, units: 3 }] },
        stated: { weight: { used: 1, limit: 2, windowMs: 3, atMs: NOW_MS - 80_000 } },
        ...(known && { clocks }),
      },
      context: { steady: () => 61_000 - aheadMs },
    });
    syncClocks(context, work);
    const { ledger, stated } = work.state;
    expect(work.state.clocks).toEqual({ wallMs: NOW_MS, steadyMs: 61_000 - aheadMs });
    return [NOW_MS - (ledger['weight']?.[0]?.atMs ?? 0), NOW_MS - (stated?.['weight']?.atMs ?? 0)];
  };

  it('that run apart by more than five seconds move what was spent and stated along', () => {
    expect(synced(0)).toEqual([90_000, 80_000]);
    expect(synced(5_000)).toEqual([90_000, 80_000]);
    expect(synced(5_001)).toEqual([84_999, 74_999]);
    // Set back: what was spent is no older for that.
    expect(synced(-30_000)).toEqual([90_000, 80_000]);
    expect(synced(30_000, false)).toEqual([90_000, 80_000]);
  });
});
