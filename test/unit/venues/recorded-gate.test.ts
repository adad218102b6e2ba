/** Answers of the real venue, where somebody has them beside this project: each row is read, or left out with a reason. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Perp } from '../../../lib/domain/perp';
import type { HttpClient } from '../../../lib/http/client';
import { gate } from '../../../lib/venues/gate';
import { asRows } from '../market/ask';

const RECORDED = join(import.meta.dirname, '../../../../shared/recorded/gate');
const signal = new AbortController().signal;
const NOW_MS = Date.UTC(2026, 8, 20);

const read = (file: string): unknown => JSON.parse(readFileSync(join(RECORDED, file), 'utf8'));
const headers = new Headers({ date: new Date(NOW_MS).toUTCString() });
const client =
  (json: unknown): HttpClient =>
  () =>
    Promise.resolve({ json, status: 200, headers });

const BITCOIN: Perp = {
  symbol: 'BTC_USDT',
  baseAsset: 'BTC',
  quoteAsset: 'USDT',
  assetClass: 'crypto',
  listedAtMs: null,
  fundingPeriodHours: 8,
  coinsPerContract: 0.0001,
};

describe.skipIf(!existsSync(RECORDED))('recorded bodies', () => {
  it('are all known here', () => {
    expect(readdirSync(RECORDED).sort()).toEqual([
      'contract_stats_BTC_USDT_5m_2026-09-17_PARTIAL.json',
      'contract_stats_DOC_EXAMPLE.json',
      'futures_usdt_contracts_2023-05-24.json',
      'tickers_DOC_EXAMPLE.json',
    ]);
  });

  it('302 contracts: 301 that trade, one in delisting', async () => {
    const json = read('futures_usdt_contracts_2023-05-24.json');
    const rows = asRows(json);
    const { perps, droppedRows } = await gate.listing.fetch(client(json), signal);
    expect([rows.length, perps.length, droppedRows]).toEqual([302, 301, 0]);
    const bySymbol = new Map(perps.map((perp) => [perp.symbol, perp]));
    const left = rows.filter(({ name }) => !bySymbol.has(String(name)));
    expect(left.map((row) => [row['name'], row['in_delisting']])).toEqual([['COCOS_USDT', true]]);
    for (const { name, quanto_multiplier: size, funding_interval: seconds } of rows) {
      const perp = bySymbol.get(String(name));
      if (perp === undefined) continue;
      expect(perp).toMatchObject({
        coinsPerContract: Number(size),
        fundingPeriodHours: Number(seconds) / 3600,
        listedAtMs: null,
        assetClass: 'crypto',
      });
    }
    expect(bySymbol.get('BTC_USDT')).toEqual(BITCOIN);
    expect(bySymbol.get('PEPE_USDT')).toMatchObject({ coinsPerContract: 10_000_000 });
  });

  it('contracts have prices, too: what tickers would say of them is read alike', async () => {
    const rows = asRows(read('futures_usdt_contracts_2023-05-24.json'));
    const { perps } = await gate.listing.fetch(client(rows), signal);
    const tickers = rows.map((row) => ({
      ...row,
      contract: row['name'],
      total_size: row['position_size'],
    }));
    const snapshot = await gate.snapshot.fetch(client(tickers), perps, signal);
    expect([snapshot.readings.length, snapshot.droppedRows]).toEqual([301, 0]);
    for (const { symbol, markPrice, indexPrice } of snapshot.readings) {
      expect(Math.abs((markPrice ?? NaN) / (indexPrice ?? NaN) - 1), symbol).toBeLessThan(0.05);
    }
  });

  it('1 ticker is read', async () => {
    const snapshot = await gate.snapshot.fetch(
      client(read('tickers_DOC_EXAMPLE.json')),
      [BITCOIN],
      signal,
    );
    expect(snapshot.readings).toEqual([
      expect.objectContaining({ markPrice: 6534, indexPrice: 6531, fundingRate: 0.0001 }),
    ]);
    expect(snapshot.openInterest.get('BTC_USDT')?.coins).toBeCloseTo(3232.3904, 8);
    expect(snapshot.readings[0]?.quoteVolume24h).toBe(184_040_233_284);
  });

  it.each([
    ['contract_stats_BTC_USDT_5m_2026-09-17_PARTIAL.json', 7],
    ['contract_stats_DOC_EXAMPLE.json', 1],
  ])('%s: %i buckets are read, in coins and with their price', async (file, count) => {
    const rows = asRows(read(file));
    const samples = await gate.openInterestHistory?.fetch(client(rows), BITCOIN, signal);
    expect(samples).toHaveLength(count);
    samples?.forEach(({ coins, markPrice }, index) => {
      const usd = Number(rows[index]?.['open_interest_usd']);
      // The documentation's own example is not consistent.
      if (count > 1) expect(coins * (markPrice ?? NaN)).toBeCloseTo(usd, 3);
      else expect(coins).toBeCloseTo(12.4724, 10);
    });
  });
});
