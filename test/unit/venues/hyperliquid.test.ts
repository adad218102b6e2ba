import { describe, expect, it } from 'vitest';
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

async function snapshotOf(json: unknown, names = ['A'], date?: string | null, atMs?: number) {
  const { perps } = await listingOf(
    body(
      names.map((name) => asset(name)),
      names.map(() => ({})),
    ),
  );
  return hyperliquid.snapshot.fetch(http(json, date, atMs), perps, signal);
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
    expect([...snapshot.openInterest]).toEqual([['A', { baseQty: 24469.14838, atMs: NOW_MS }]]);
    expect(snapshot.venueTimeMs).toBe(NOW_MS);
  });

  it('counts the next funding from a full hour to the next', async () => {
    const date = new Date(Date.UTC(2026, 2, 10, 23)).toUTCString();
    const snapshot = await snapshotOf(body([asset('A')], [context()]), ['A'], date);
    expect(snapshot.readings[0]?.nextFundingAtMs).toBe(Date.UTC(2026, 2, 11));
  });

  it('is as of its arrival, and states no venue time, where the header has no date', async () => {
    for (const date of [null, 'yesterday']) {
      const answer = body([asset('A')], [context()]);
      const snapshot = await snapshotOf(answer, ['A'], date, NOW_MS + 777);
      expect(snapshot.venueTimeMs).toBeNull();
      expect(snapshot.readings[0]?.pricedAtMs).toBe(NOW_MS + 777);
    }
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

  it('does without what is not quoted, and takes no zero price', async () => {
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

it('costs nothing where an asset’s delisting is not stated', async () => {
  const rows = body([asset('BTC', { isDelisted: null })], [context()]);
  const { perps, droppedRows } = await listingOf(rows);
  expect([perps.length, droppedRows]).toEqual([1, 0]);
  const snapshot = await snapshotOf(rows, ['BTC']);
  expect([snapshot.readings.length, snapshot.settled, snapshot.droppedRows]).toEqual([1, [], 0]);
});

describe('builders’ markets', () => {
  const { builders } = hyperliquid;

  it('are listed with the coins that their figures name, however they name them', async () => {
    const dexs = [
      null,
      {
        name: 'xyz',
        assetToStreamingOiCap: [
          ['xyz:TSLA', '1.0'],
          ['xyz:GOLD', '1.0'],
        ],
      },
      { name: 'abc', assetToStreamingOiCap: null, assetToFundingMultiplier: [['abc:BTC', '1.0']] },
      { name: 'old', assetToStreamingOiCap: [['COIN1', '1.0']], subDeployers: [] },
      { name: 'none' },
    ];
    expect(await builders?.list(http(dexs), signal)).toEqual([
      { name: 'xyz', coins: ['TSLA', 'GOLD'] },
      { name: 'abc', coins: ['BTC'] },
      { name: 'old', coins: ['COIN1'] },
      { name: 'none', coins: [] },
    ]);
  });

  it('are read by themselves, as a class of their own, under their own names', async () => {
    const universe = [
      asset('xyz:TSLA'),
      asset('xyz:GONE', { isDelisted: true }),
      asset('xyz:ODD', { isDelisted: null }),
      asset('BTC'),
    ];
    const json = body(universe, [context(), DELISTED, context({ markPx: '7.0' }), context()]);
    const asked: HttpRequest[] = [];
    const client: HttpClient = (request, by) => {
      asked.push(request);
      return http(json)(request, by);
    };
    const market = await builders?.fetch(client, 'xyz', signal);
    expect(asked.map(({ body: fields }) => fields)).toEqual([
      { type: 'metaAndAssetCtxs', dex: 'xyz' },
    ]);
    expect(market?.perps.map(({ symbol, assetClass }) => [symbol, assetClass])).toEqual([
      ['xyz:TSLA', 'builder'],
      ['xyz:ODD', 'builder'],
    ]);
    expect(market?.readings.map(({ symbol, markPrice }) => [symbol, markPrice])).toEqual([
      ['xyz:TSLA', 101],
      ['xyz:ODD', 7],
    ]);
    expect([...(market?.openInterest.keys() ?? [])]).toEqual(['xyz:TSLA', 'xyz:ODD']);
  });

  it('are no trouble while there is nothing in one', async () => {
    const market = await builders?.fetch(http(body([], [])), 'newly', signal);
    expect(market).toMatchObject({ perps: [], readings: [], errors: [], droppedRows: 0 });
  });

  it('are never in the venue’s own list, and its own never in theirs', async () => {
    const { perps } = await listingOf(
      body([asset('BTC'), asset('xyz:TSLA')], [context(), context()]),
    );
    expect(perps.map(({ symbol }) => symbol)).toEqual(['BTC']);
    expect(['BTC', 'xyz:TSLA', 'kPEPE'].map((symbol) => builders?.marketOf(symbol))).toEqual([
      null,
      'xyz',
      null,
    ]);
  });

  it.each([
    [null, 'refused'],
    [{ status: 'err', response: 'Too many requests' }, 'rate-limited'],
    [{ status: 'err', response: 'Not in your jurisdiction' }, 'region'],
    [{ status: 'err', response: 'What?' }, 'refused'],
    [{}, 'shape'],
  ])('%j is of kind %s, and names what was asked', async (json, kind) => {
    await expect(builders?.fetch(http(json), 'xyz', signal)).rejects.toMatchObject({
      kind,
      endpoint: 'POST /info metaAndAssetCtxs xyz',
    });
    await expect(builders?.list(http(json), signal)).rejects.toMatchObject({
      kind,
      endpoint: 'POST /info perpDexs',
    });
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
