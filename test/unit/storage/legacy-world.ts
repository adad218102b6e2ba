/**
 * The content of the databases of versions 3 and 4: the world of truth.ts, three symbols, hourly, with a gap of a week.
 */
import { expect } from 'vitest';
import { SOURCE, SLOT_MS } from '../../../lib/domain/series';
import type { Database } from '../../../lib/storage/database';
import { MEAN_STEP_MS } from '../../../lib/storage/records';
import { readSeries } from '../../../lib/history/series';
import { createVenueStore } from '../../../lib/history/store';
import { coinsOf, scoreOf, perpStateOf } from '../history/truth';
import { DAY_MS } from '../../../lib/domain/time';
import { VENUE_STATE } from '../../../lib/refresh/state';

const START_MS = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;
export const LEGACY_END_MS = START_MS + 10.5 * DAY_MS;
/** Rows of both groups of 48. */
export const LEGACY_SYMBOLS = ['S0USDT', 'S7USDT', 'S49USDT'];
/** Day 9 of bybit was not compacted yet. */
const DAYS = { binance: [0, 1, 8, 9, 10], bybit: [9, 10] };
/** Binance's own history at the end, half past each hour. */
const REMEMBERED = { symbol: 'S7USDT', fromMs: LEGACY_END_MS - 23.5 * HOUR_MS };

function expected(venue: keyof typeof DAYS, symbol: string) {
  const own = DAYS[venue].flatMap((day) =>
    Array.from({ length: day === 10 ? 12 : 24 }, (_, hour) => {
      const atMs = START_MS + day * DAY_MS + hour * HOUR_MS;
      return {
        atMs,
        stepMs: day < 2 ? MEAN_STEP_MS : SLOT_MS,
        coins: coinsOf(symbol, atMs),
        markPrice: Math.fround(perpStateOf(symbol, atMs).reading?.markPrice ?? Number.NaN),
        score: Math.round(Math.fround(scoreOf(symbol, atMs)) * 100) / 100 + 0,
        source: SOURCE.own,
      };
    }),
  );
  const isRemembered = venue === 'binance' && symbol === REMEMBERED.symbol;
  const remembered = Array.from({ length: isRemembered ? 24 : 0 }, (_, hour) => {
    const atMs = REMEMBERED.fromMs + hour * HOUR_MS;
    const coins = coinsOf(symbol, atMs);
    const none = { markPrice: Number.NaN, score: Number.NaN };
    return { atMs, stepMs: SLOT_MS, coins, ...none, source: SOURCE.backFilled };
  });
  return [...own, ...remembered].sort((a, b) => a.atMs - b.atMs);
}

/** All of it is there, unchanged, and the refresh can look back a day. */
export async function checkLegacyWorld(database: Database, looksBack = true): Promise<void> {
  for (const venue of ['binance', 'bybit'] as const) {
    for (const symbol of LEGACY_SYMBOLS) {
      const series = await readSeries(database, venue, symbol, START_MS, LEGACY_END_MS);
      const samples = [...series.atMs].map((atMs, index) => ({
        atMs,
        stepMs: series.stepMs[index],
        coins: series.baseQty[index],
        markPrice: series.markPrice[index],
        score: (series.classic.mean[index] ?? Number.NaN) + 0,
        source: series.source[index],
      }));
      expect(samples, `${venue} ${symbol}`).toEqual(expected(venue, symbol));
    }
    if (!looksBack) continue;
    const { openInterest: found } = await createVenueStore(database, VENUE_STATE).lookBack(
      venue,
      { openInterest: LEGACY_SYMBOLS },
      LEGACY_END_MS,
    );
    for (const symbol of LEGACY_SYMBOLS) {
      const references = found.get(symbol)?.map((sample) => sample?.baseQty);
      const hours = [1, 4, 24].map((ago) => coinsOf(symbol, LEGACY_END_MS - ago * HOUR_MS));
      expect(references, `${venue} ${symbol}`).toEqual(hours);
    }
  }
}
