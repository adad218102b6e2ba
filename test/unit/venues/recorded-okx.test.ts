/** Bodies that others recorded from the exchange, where they are at hand: every row is read, or refused for a reason. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../lib/http/client';
import { okx } from '../../../lib/venues/okx';
import { recordedNowMs } from '../../tools/board/recorded-clock';
import { replayFetch } from '../../tools/board/replay';
import { asRow, asRows } from '../market/ask';
import {
  FUNDING,
  http,
  INDEX,
  listingOf,
  MARK,
  OPEN_INTEREST,
  perpsOf,
  signal,
  TICKERS,
} from './okx-bodies';

const RECORDED = join(import.meta.dirname, '../../../../shared/recorded/okx');
const REPLAY = join(import.meta.dirname, '../../../../shared/replay');

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(join(RECORDED, name), 'utf8'));
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** The rows of an envelope, or of the answers that a file keeps by instrument. */
function rowsOf(name: string): unknown[] {
  const body = recorded(name);
  const data = fieldOf(body, 'data');
  if (Array.isArray(data)) return data;
  return Object.values(asRow(body)).flatMap((each) => {
    const rows: unknown = Array.isArray(each) ? each : fieldOf(each, 'current');
    return Array.isArray(rows) ? asRows(rows) : [];
  });
}

const idOf = (row: unknown): string => String(fieldOf(row, 'instId'));

describe.skipIf(!existsSync(RECORDED))('recorded bodies', () => {
  it('are all known here', () => {
    expect(readdirSync(RECORDED).sort()).toEqual([
      'candles_1h_5swaps_2026-03-10.json',
      'funding-rate_DOC_EXAMPLE.json',
      'funding-rate_current+history_5swaps_2026-03-10.json',
      'index-tickers_small.json',
      'instruments_SWAP_2022-05-13.json',
      'instruments_swap_small.json',
      'mark-price_small.json',
      'open-interest_5swaps_2026-03-10.json',
      'tickers_DOC_EXAMPLE.json',
    ]);
  });

  it.each([
    ['instruments_SWAP_2022-05-13.json', 166, 126],
    ['instruments_swap_small.json', 3, 2],
  ])('%s: of %i instruments %i are ours, the rest margined in coins', async (name, all, taken) => {
    const rows = rowsOf(name);
    const { perps, droppedRows } = await listingOf(rows);
    expect([rows.length, perps.length, droppedRows]).toEqual([all, taken, 0]);
    const ours = new Set(perps.map(({ symbol }) => symbol));
    for (const row of rows) {
      if (!ours.has(idOf(row))) expect(fieldOf(row, 'ctType')).toBe('inverse');
    }
    expect(perps.find(({ symbol }) => symbol === 'BTC-USDT-SWAP')).toMatchObject({
      baseAsset: 'BTC',
      quoteAsset: 'USDT',
      coinsPerContract: 0.01,
    });
  });

  it.each([
    ['funding-rate_current+history_5swaps_2026-03-10.json', FUNDING, 5],
    ['funding-rate_DOC_EXAMPLE.json', FUNDING, 1],
    ['open-interest_5swaps_2026-03-10.json', OPEN_INTEREST, 5],
    ['mark-price_small.json', MARK, 1],
    ['tickers_DOC_EXAMPLE.json', TICKERS, 2],
    ['index-tickers_small.json', `${INDEX} USDT`, 1],
  ])('%s: every row is read', async (name, path, count) => {
    const rows = rowsOf(name);
    expect(rows).toHaveLength(count);
    const ids = rows.map((row) => idOf(row).replace(/^(\w+-USDT)$/, '$1-SWAP'));
    // The two of the documentation's turnover are margined in coins: read here as if they were ours.
    const linear = ids.map((id) => id.replace('-USD-', '-USDT-'));
    const named = rows.map((row) => ({
      ...asRow(row),
      instId: idOf(row).replace('-USD-', '-USDT-'),
    }));
    const perps = await perpsOf(...linear);
    const marks = linear.map((instId) => ({ instId, markPx: '1', ts: '1773132702752' }));
    const snapshot = await okx.snapshot.fetch(
      http({ [MARK]: marks, [path]: named }),
      perps,
      signal,
    );
    expect(snapshot.droppedRows).toBe(0);
    expect(snapshot.readings).toHaveLength(count);
    expect(snapshot.errors.map(({ endpoint }) => endpoint)).not.toContain(
      `GET ${path.split(' ')[0] ?? ''}`,
    );
    for (const reading of snapshot.readings) {
      if (path === FUNDING) expect(reading.fundingPeriodHours).toBe(8);
      if (path === FUNDING) expect(Math.abs(reading.fundingRate ?? 1)).toBeLessThan(0.01);
      if (path === TICKERS) expect(reading.quoteVolume24h).toBeCloseTo(2222 * 9999.99);
      if (path.startsWith(INDEX)) expect(reading.indexPrice).toBe(103_895);
    }
    if (path === OPEN_INTEREST) {
      expect(snapshot.openInterest.get('BTC-USDT-SWAP')?.coins).toBeCloseTo(30_181.7849, 4);
      expect(snapshot.openInterest.size).toBe(count);
    }
  });
});

describe.skipIf(!existsSync(join(REPLAY, 'www.okx.com')))('the replay', () => {
  it('gives funding and open interest of five swaps, and says what is not in it', async () => {
    const nowMs = recordedNowMs(REPLAY);
    const client = createHttpClient({ fetch: replayFetch(REPLAY, nowMs), now: () => nowMs });
    const perps = await perpsOf(
      ...['BTC', 'ETH', 'SOL', 'DOGE', 'XRP'].map((asset) => `${asset}-USDT-SWAP`),
    );
    const snapshot = await okx.snapshot.fetch(client, perps, signal);
    expect(snapshot.readings).toHaveLength(5);
    expect(snapshot.openInterest.size).toBe(5);
    expect(snapshot).toMatchObject({ droppedRows: 0, settled: [], venueTimeMs: 1_773_132_703_779 });
    expect(snapshot.errors.map(({ message }) => message.split(':')[0])).toEqual([
      'okx, GET /api/v5/public/mark-price',
      'okx, GET /api/v5/market/tickers',
      'okx, GET /api/v5/market/index-tickers',
    ]);
    await expect(okx.listing.fetch(client, signal)).rejects.toThrow(
      /okx, GET \/api\/v5\/public\/instruments: code 51001/,
    );
  });
});
