/** Answers of the real venue, where somebody has them beside this project: each row is read, or left out with a reason. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HttpClient } from '../../../lib/http/client';
import { hyperliquid } from '../../../lib/venues/hyperliquid';
import { asRow, asRows } from '../market/ask';

const SHARED = join(import.meta.dirname, '../../../../shared');
const signal = new AbortController().signal;

function client(json: unknown): HttpClient {
  return () => Promise.resolve({ json, status: 200, headers: new Headers() });
}

describe.skipIf(!existsSync(SHARED)).each([
  ['recorded/hyperliquid/metaAndAssetCtxs_2026-03-10.json', { trading: 190, delisted: 39 }],
  ['recorded/hyperliquid/metaAndAssetCtxs_small_2026.json', { trading: 3, delisted: 0 }],
  ['replay/api.hyperliquid.xyz/info@type=metaAndAssetCtxs.json', { trading: 190, delisted: 39 }],
])('%s', (file, { trading, delisted }) => {
  const read = (): unknown => JSON.parse(readFileSync(join(SHARED, file), 'utf8'));

  it('is read whole: those that trade, and no others', async () => {
    const json = read();
    if (!Array.isArray(json)) throw new Error('not a list');
    const universe = asRows(asRow(json[0])['universe']);
    const contexts = asRows(json[1]);
    const listing = await hyperliquid.listing.fetch(client(json), signal);
    const snapshot = await hyperliquid.snapshot.fetch(client(json), listing.perps, signal);
    expect([listing.droppedRows, snapshot.droppedRows]).toEqual([0, 0]);
    expect([...listing.errors, ...snapshot.errors]).toEqual([]);
    expect(listing.perps).toHaveLength(trading);
    expect(snapshot.readings).toHaveLength(trading);
    expect(universe.filter((row) => row['isDelisted'] === true)).toHaveLength(delisted);
    expect(trading + delisted).toBe(universe.length);

    const readings = new Map(snapshot.readings.map((reading) => [reading.symbol, reading]));
    universe.forEach(({ name, isDelisted }, index) => {
      const row = contexts[index] ?? {};
      const reading = readings.get(String(name));
      if (isDelisted === true) return expect(reading).toBeUndefined();
      expect(reading).toMatchObject({
        markPrice: Number(row['markPx']),
        indexPrice: Number(row['oraclePx']),
        fundingRate: Number(row['funding']),
        quoteVolume24h: Number(row['dayNtlVlm']),
      });
      expect(snapshot.openInterest.get(String(name))?.coins).toBe(Number(row['openInterest']));
    });
  });
});

/** Answers to questions that are not asked: taken for this one's, they are refused as a whole. */
describe.skipIf(!existsSync(SHARED)).each([
  ['perpDexs_2026-07.json', 'meta: Invalid input'],
  ['fundingHistory_BTC_2026-03.json', 'meta.universe: Invalid input'],
  ['fundingHistory_ETH_2026-03.json', 'meta.universe: Invalid input'],
  ['fundingHistory_SOL_2026-03.json', 'meta.universe: Invalid input'],
  ['fundingHistory_DOGE_2026-03.json', 'meta.universe: Invalid input'],
  ['fundingHistory_XRP_2026-03.json', 'meta.universe: Invalid input'],
])('%s', (file, reason) => {
  it(`is refused: ${reason}`, async () => {
    const path = join(SHARED, 'recorded/hyperliquid', file);
    const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
    await expect(hyperliquid.listing.fetch(client(json), signal)).rejects.toThrow(reason);
  });
});
