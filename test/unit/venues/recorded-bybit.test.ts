/** Answers of the real venue, where somebody has them beside this project: each row is read, or left out with a reason. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Perp } from '../../../lib/domain/perp';
import { bybit } from '../../../lib/venues/bybit';
import { asRow, asRows } from '../market/ask';
import { http, instrument, listingOf, page, perpsOf, signal } from './bybit-answers';

const RECORDED = join(import.meta.dirname, '../../../../shared/recorded/bybit');

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(RECORDED, file), 'utf8'));
}

function rowsOf(json: unknown) {
  return asRows(asRow(asRow(json)['result'])['list']);
}

/** The recorded prices and histories are of BTCUSD, which is not linear: read as if it were. */
async function btcusd(): Promise<Perp> {
  const [perp] = (await listingOf(page([instrument('BTCUSD', { quoteCoin: 'USDT' })]))).perps;
  if (perp === undefined) throw new Error('not taken');
  return perp;
}

describe.skipIf(!existsSync(RECORDED))('recorded', () => {
  it('instruments-info_linear_small.json: 2 read, their periods of 8 minutes not believed', async () => {
    const json = read('instruments-info_linear_small.json');
    const { perps, droppedRows } = await listingOf(json);
    expect(rowsOf(json)).toHaveLength(2);
    expect(droppedRows).toBe(0);
    expect(perps.map(({ symbol, fundingPeriodHours }) => [symbol, fundingPeriodHours])).toEqual([
      ['BTCUSDT', null],
      ['ETHUSDT', null],
    ]);
    expect(perps[0]).toMatchObject({ listedAtMs: 1_699_990_000_000, assetClass: 'crypto' });
  });

  it.each([
    ['tickers_inverse_DOC_2025-10.json', 8],
    ['tickers_inverse_DOC_EXAMPLE.json', 8],
  ])('%s: 1 read', async (file, hours) => {
    const json = read(file);
    const [row = {}] = rowsOf(json);
    const snapshot = await bybit.snapshot.fetch(http(json).client, [await btcusd()], signal);
    expect([rowsOf(json).length, snapshot.droppedRows, snapshot.settled]).toEqual([1, 0, []]);
    expect(snapshot.venueTimeMs).toBe(asRow(json)['time']);
    expect(snapshot.readings).toEqual([
      {
        symbol: 'BTCUSD',
        markPrice: Number(row['markPrice']),
        indexPrice: Number(row['indexPrice']),
        fundingRate: Number(row['fundingRate']),
        fundingPeriodHours: hours,
        nextFundingAtMs: Number(row['nextFundingTime']),
        quoteVolume24h: Number(row['turnover24h']),
        pricedAtMs: asRow(json)['time'],
      },
    ]);
    expect(snapshot.openInterest.get('BTCUSD')?.coins).toBe(Number(row['openInterest']));
  });

  it('the same prices, where BTCUSD is not listed: 1 left out, as of no interest', async () => {
    const json = read('tickers_inverse_DOC_2025-10.json');
    const snapshot = await bybit.snapshot.fetch(
      http(json).client,
      await perpsOf(['BTCUSDT']),
      signal,
    );
    expect([snapshot.readings.length, snapshot.droppedRows]).toEqual([0, 0]);
  });

  it.each([
    ['open-interest_DOC_EXAMPLE.json', 2],
    ['open-interest_singleOpenInterest_DOC_2026-06.json', 5],
  ])('%s: %i read, oldest first', async (file, count) => {
    const json = read(file);
    const rows = rowsOf(json).toReversed();
    expect(rows).toHaveLength(count);
    const samples = await bybit.openInterestHistory?.fetch(
      http(json).client,
      await btcusd(),
      signal,
    );
    expect(samples).toEqual(
      rows.map((row) => ({ coins: Number(row['openInterest']), atMs: Number(row['timestamp']) })),
    );
    for (const row of rows.filter((each) => 'singleOpenInterest' in each)) {
      expect(Number(row['openInterest'])).toBeCloseTo(2 * Number(row['singleOpenInterest']), -1);
    }
  });
});
