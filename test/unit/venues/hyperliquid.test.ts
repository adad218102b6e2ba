import { describe, expect, it, vi } from 'vitest';
import type { HttpClient, HttpRequest } from '../../../lib/http/client';
import { VenueError } from '../../../lib/http/venue-error';
import { hyperliquid } from '../../../lib/venues/hyperliquid';
import {
  asset,
  body,
  context,
  DELISTED,
  http,
  listingOf,
  NOW_MS,
  signal,
  SITE,
} from './hyperliquid-bodies';

async function snapshotOf(json: unknown, names = ['A'], date?: string | null) {
  const { perps } = await listingOf(
    body(
      names.map((name) => asset(name)),
      names.map(() => ({})),
    ),
  );
  return hyperliquid.snapshot.fetch(http(json, date), perps, signal);
}

it('asks for everything with one request', async () => {
  const asked: HttpRequest[] = [];
  const client: HttpClient = (request, by) => {
    asked.push(request);
    return http(body([asset('A')], [context()]))(request, by);
  };
  const { perps } = await hyperliquid.listing.fetch(client, signal);
  await hyperliquid.snapshot.fetch(client, perps, signal);
  expect(asked.map(({ url, body: fields }) => [url, fields])).toEqual(
    Array(2).fill(['https://api.hyperliquid.xyz/info', { type: 'metaAndAssetCtxs' }]),
  );
});

describe('the listing', () => {
  it('takes what is traded, under the names the venue has for it', async () => {
    const universe = [
      asset('BTC'),
      asset('MATIC', { isDelisted: true }),
      asset('kPEPE', { isDelisted: false }),
      asset('FOGO', { onlyIsolated: true, marginMode: 'strictIsolated' }),
    ];
    const { perps, droppedRows } = await listingOf(
      body(
        universe,
        universe.map(() => context()),
      ),
    );
    expect(perps.map(({ symbol, baseAsset }) => [symbol, baseAsset])).toEqual([
      ['BTC', 'BTC'],
      ['kPEPE', 'kPEPE'],
      ['FOGO', 'FOGO'],
    ]);
    expect(perps[0]).toMatchObject({
      quoteAsset: 'USD',
      assetClass: 'crypto',
      fundingPeriodHours: 1,
      coinsPerContract: 1,
    });
    expect(droppedRows).toBe(0);
  });

  it('does not lose an asset to what is wrong with its prices', async () => {
    const { perps } = await listingOf(body([asset('A')], [{ funding: {} }]));
    expect(perps).toHaveLength(1);
  });

  it('drops and counts an asset without a name', async () => {
    const universe = [asset('A'), { szDecimals: 2 }, asset('B')];
    const listing = await listingOf(body(universe, [context(), context(), context()]));
    expect(listing.perps.map(({ symbol }) => symbol)).toEqual(['A', 'B']);
    expect(listing.droppedRows).toBe(1);
  });
});

describe('the snapshot', () => {
  it('reads prices, funding per hour, turnover and open interest', async () => {
    const snapshot = await snapshotOf(body([asset('A')], [context()]));
    expect(snapshot.readings).toEqual([
      {
        symbol: 'A',
        markPrice: 101,
        indexPrice: 100,
        fundingRate: 0.0000125,
        fundingPeriodHours: 1,
        nextFundingAtMs: Date.UTC(2026, 2, 10, 13),
        quoteVolume24h: 1234.5678,
        pricedAtMs: NOW_MS,
      },
    ]);
    expect([...snapshot.openInterest]).toEqual([['A', { coins: 24469.14838, atMs: NOW_MS }]]);
    expect(snapshot.venueTimeMs).toBe(NOW_MS);
  });

  it('counts the next funding from a full hour to the next', async () => {
    const date = new Date(Date.UTC(2026, 2, 10, 23)).toUTCString();
    const snapshot = await snapshotOf(body([asset('A')], [context()]), ['A'], date);
    expect(snapshot.readings[0]?.nextFundingAtMs).toBe(Date.UTC(2026, 2, 11));
  });

  it('is as of its arrival, and tells no venue time, where the header has no date', async () => {
    vi.useFakeTimers({ now: NOW_MS + 777, toFake: ['Date'] });
    for (const date of [null, 'yesterday']) {
      const snapshot = await snapshotOf(body([asset('A')], [context()]), ['A'], date);
      expect(snapshot.venueTimeMs).toBeNull();
      expect(snapshot.readings[0]?.pricedAtMs).toBe(NOW_MS + 777);
    }
    vi.useRealTimers();
  });

  it('joins by place: names stay with their own prices', async () => {
    const universe = [asset('A'), asset('GONE', { isDelisted: true }), asset('B')];
    const contexts = [context(), DELISTED, context({ markPx: '7.0' })];
    const snapshot = await snapshotOf(body(universe, contexts), ['A', 'B']);
    expect(snapshot.readings.map(({ symbol, markPrice }) => [symbol, markPrice])).toEqual([
      ['A', 101],
      ['B', 7],
    ]);
  });

  it('lets an asset go that has been delisted since the listing', async () => {
    const universe = [asset('A', { isDelisted: true }), asset('B')];
    const snapshot = await snapshotOf(body(universe, [DELISTED, context()]), ['A', 'B']);
    expect(snapshot.settled).toEqual(['A']);
    expect([...snapshot.openInterest.keys()]).toEqual(['B']);
  });

  it('does without what nobody quotes, and takes no zero price', async () => {
    const change = { midPx: null, premium: null, impactPxs: null, oraclePx: '0.0', markPx: null };
    const snapshot = await snapshotOf(body([asset('A')], [context(change)]));
    expect(snapshot.readings[0]).toMatchObject({ markPrice: null, indexPrice: null });
    expect(snapshot.droppedRows).toBe(0);
  });

  it('takes null for missing and a zero for a zero', async () => {
    const change = { funding: null, openInterest: null, dayNtlVlm: '0.0' };
    const snapshot = await snapshotOf(body([asset('A')], [context(change)]));
    expect(snapshot.readings[0]).toMatchObject({ fundingRate: null, quoteVolume24h: 0 });
    expect(snapshot.openInterest.size).toBe(0);
  });

  it('takes numbers for text, and new fields and parts for nothing', async () => {
    const row = context({ markPx: 101, funding: 0.00002, name: 'other', new: [1] });
    const extended = [...body([asset('A', { new: {} })], [row]), 'more'];
    const snapshot = await snapshotOf(extended);
    expect(snapshot.readings[0]).toMatchObject({ symbol: 'A', markPrice: 101, fundingRate: 2e-5 });
  });

  it.each([
    ['a price in words', { markPx: 'n/a' }, 'markPx'],
    ['an object for a rate', { funding: {} }, 'funding'],
    ['a list for open interest', { openInterest: [] }, 'openInterest'],
    ['a missing oracle', { oraclePx: undefined }, 'oraclePx'],
    ['empty text', { funding: '' }, 'funding'],
  ])('drops a row with %s, and refuses a body of such rows', async (_name, change, field) => {
    const bad = JSON.parse(JSON.stringify(context(change))) as unknown;
    const names = ['A', 'B', 'C'];
    const universe = names.map((name) => asset(name));
    const some = await snapshotOf(body(universe, [bad, context(), context()]), names);
    expect(some.readings.map(({ symbol }) => symbol)).toEqual(['B', 'C']);
    expect(some.droppedRows).toBe(1);
    await expect(snapshotOf(body([asset('A')], [bad]))).rejects.toThrow(`${SITE}: [0].${field}`);
  });
});

describe('an answer', () => {
  it.each([
    [null, 'refused', 'null instead of an answer'],
    [{}, 'shape', 'body: Invalid input'],
    [[], 'shape', 'meta: Invalid input'],
    [[{ universe: {} }, []], 'shape', 'meta.universe: Invalid input'],
    [body([asset('A')], []), 'shape', 'universe has 1 assets, but there are 0 contexts'],
    [body([], [context()]), 'shape', 'universe has 0 assets, but there are 1 contexts'],
    [body([], []), 'shape', 'an empty list'],
    [[body([asset('A')], [])[0]], 'shape', 'contexts: Invalid input'],
  ])('%j is refused', async (json, kind, words) => {
    for (const ask of [listingOf, snapshotOf]) {
      const error: unknown = await ask(json).catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(VenueError);
      expect(error).toMatchObject({ kind });
      expect(String(error)).toContain(`${SITE}: ${words}`);
    }
  });
});

it('stays at a quarter of the published limit', () => {
  expect(hyperliquid.budgets).toEqual([{ id: 'weight', ceiling: 1200 / 4, windowMs: 60_000 }]);
  expect(hyperliquid.listing.cost).toEqual({ weight: 20 });
  expect(hyperliquid.snapshot.cost).toEqual({ weight: 20 });
});
