/** A row's last day: how long in its band, its change, and a line that joins nothing across a gap. */
import { describe, expect, it } from 'vitest';
import type { Trend } from '../../../lib/board/trends';
import { createTrends } from '../../../lib/board/trends';
import { stepTo, wholeView, clampedTo, zoomed } from '../../../lib/board/chart-view';
import { hashOf, keyOfHash } from '../../../lib/board/detail';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import { TRAIL_GAP, TRAIL_LENGTH, TRAIL_STEP_MS } from '../../../lib/domain/series';
import { assetRows } from '../../../lib/board/asset-rows';
import { createScorer, rankRows } from '../../../lib/board/rows';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { NOW_MS, board, rowsOf, perpState } from './rows-of';

const BTC = rowsOf().find(({ perp }) => perp.symbol === 'BTCUSDT');

/** The trend of BTC, whose score of 77 is stressed now; `pointAt` by quarters ago. */
function trendOf(pointAt: (ago: number) => number, refreshMs = 300_000): Trend | null {
  if (BTC === undefined) throw new Error('no BTC');
  const points = Int8Array.from({ length: TRAIL_LENGTH }, (_, at) =>
    pointAt(TRAIL_LENGTH - 1 - at),
  );
  const trail = {
    venue: 'binance',
    quarterMs: 0,
    symbols: ['BTCUSDT'],
    classic: points,
    crowding: points,
  };
  return createTrends([trail], DEFAULT_THRESHOLDS, refreshMs)(BTC);
}

describe('how long in its band', () => {
  it('counts back to the first quarter that was in it', () => {
    expect(trendOf((ago) => (ago <= 8 ? 70 : 40))).toMatchObject({ quarters: 8, isWhole: true });
    expect(trendOf((ago) => (ago <= 8 ? -70 : 40))).toMatchObject({ quarters: 8, isWhole: true });
  });

  it('says "at least" at the end of the trail, and at a gap', () => {
    expect(trendOf(() => 77)).toMatchObject({ quarters: 95, isWhole: false });
    const gap = (ago: number) => (ago > 8 && ago < 14 ? TRAIL_GAP : ago <= 8 ? 70 : 40);
    expect(trendOf(gap)).toMatchObject({ quarters: 8, isWhole: false });
  });

  it('looks past quarters that a long refresh period leaves out', () => {
    const hourly = (ago: number) => (ago % 4 !== 0 ? TRAIL_GAP : ago <= 40 ? 70 : 40);
    expect(trendOf(hourly, 3_600_000)).toMatchObject({ quarters: 40, isWhole: true });
  });
});

describe('the change over an hour', () => {
  it('is that of the size, and none without a score an hour ago', () => {
    expect(trendOf(() => 70)?.change).toBe((BTC?.score.score ?? 0) - 70);
    expect(trendOf(() => -70)?.change).toBe((BTC?.score.score ?? 0) - 70);
    expect(trendOf((ago) => (ago === 4 ? TRAIL_GAP : 70))?.change).toBeNull();
  });
});

describe('an asset of several venues', () => {
  const HERE = perpState('BTCUSDT', { oi1hPct: 1, oi24hPct: 15, fundingPct: 0.05, basisPct: 0.25 });
  /** A third as much open interest. */
  const THERE = { ...HERE, openInterest: { baseQty: 400_000, atMs: NOW_MS } };
  const venues = { binance: HERE, bybit: THERE };
  const [asset] = rankRows(
    Object.entries(venues).map(([venue, one]) => board([one], venue)),
    DEFAULT_SETTINGS,
    createScorer(),
    assetRows,
  );
  type PointAt = (ago: number) => number;
  const assetTrend = (binance: PointAt, bybit: PointAt, bybitLate = 0): Trend | null => {
    if (asset === undefined) throw new Error('no asset');
    const trail = (venue: string, pointAt: PointAt, late: number) => {
      const points = Int8Array.from({ length: TRAIL_LENGTH }, (_, at) =>
        pointAt(TRAIL_LENGTH - 1 - at + late),
      );
      const quarterMs = (100 - late) * TRAIL_STEP_MS;
      return { venue, quarterMs, symbols: ['BTCUSDT'], classic: points, crowding: points };
    };
    const trails = [trail('binance', binance, 0), trail('bybit', bybit, bybitLate)];
    return createTrends(trails, DEFAULT_THRESHOLDS, 300_000)(asset);
  };
  const now = asset?.score.score ?? Number.NaN;

  it('changes as its markets did, by their weight in open interest', () => {
    expect(asset?.combined?.venueCount).toBe(2);
    expect(
      assetTrend(
        () => now,
        () => now,
      )?.change,
    ).toBe(0);
    // 24 points of three quarters of it, and 20 of the rest.
    const trend = assetTrend(
      (ago) => (ago < 4 ? now : now - 24),
      (ago) => (ago < 4 ? now : now - 20),
    );
    expect(trend).toMatchObject({ change: 23, quarters: 3, isWhole: true });
    expect(trend?.picture().since).toMatch(/^M\d/);
  });

  it('counts a market only where it is known at both ends', () => {
    const late = (ago: number) => (ago > 2 ? TRAIL_GAP : 10);
    const trend = assetTrend((ago) => (ago < 4 ? now : now - 8), late);
    expect(trend?.change).toBe(8);
    expect(
      assetTrend(
        () => TRAIL_GAP,
        () => TRAIL_GAP,
      ),
    ).toBeNull();
    expect(assetTrend((ago) => (ago === 4 ? TRAIL_GAP : now), late)?.change).toBeNull();
  });

  it('compares the same moments of venues that were refreshed at different ones', () => {
    const trend = assetTrend(
      (ago) => (ago < 4 ? now : now - 8),
      (ago) => (ago < 4 ? now : now - 20),
      1,
    );
    expect(trend?.change).toBe(11);
  });
});

describe('the picture', () => {
  it('breaks where a stretch is missing', () => {
    const moves = (trend: Trend | null) => trend?.picture().since.match(/M/g)?.length;
    expect(moves(trendOf(() => 70))).toBe(1);
    expect(moves(trendOf((ago) => (ago === 3 ? TRAIL_GAP : 70)))).toBe(1);
    const broken = trendOf((ago) => (ago > 20 && ago < 30 ? TRAIL_GAP : 70));
    expect(broken?.picture().before.match(/M/g)).toHaveLength(2);
  });

  it('is none without a trail', () => {
    expect(trendOf(() => TRAIL_GAP)).toBeNull();
    if (BTC === undefined) throw new Error('no BTC');
    expect(createTrends([], DEFAULT_THRESHOLDS, 0)(BTC)).toBeNull();
  });
});

describe('the view of the charts', () => {
  const whole = wholeView('day', 86_400_000);

  it('zooms around a moment that stays where it is, within the whole', () => {
    const half = zoomed(whole, 0.5, 43_200_000, whole);
    expect(half).toEqual({ fromMs: 21_600_000, toMs: 64_800_000 });
    expect(zoomed(half, 4, 43_200_000, whole)).toBe(whole);
    expect(clampedTo({ fromMs: -9e6, toMs: 9e6 }, whole)).toEqual({ fromMs: 0, toMs: 18e6 });
  });

  it('steps from sample to sample, over gaps and within what is in sight', () => {
    const lines = { atMs: [0, 1, 2, 3].map((n) => n * 1e7), isSample: [true, false, true, true] };
    expect(stepTo(null, 'back', lines, whole)).toBe(3);
    expect(stepTo(2, 'back', lines, whole)).toBe(0);
    expect(stepTo(0, 'back', lines, whole)).toBe(0);
    expect(stepTo(3, 'first', lines, { fromMs: 1e7, toMs: 4e7 })).toBe(2);
    expect(stepTo(0, 'forward', { atMs: [], isSample: [] }, whole)).toBeNull();
  });
});

describe('a tab’s address', () => {
  it.each(['binance:BTCUSDT', 'hyperliquid:xyz:GOLD', 'binance:币安人生USDT'] as const)(
    'leads back to %s',
    (key) => {
      expect(keyOfHash(hashOf(key))).toBe(key);
      expect(keyOfHash(`#${key}`)).toBe(key);
    },
  );

  it.each(['', '#', '#binance', '#binance:', '#binance:%E0%A4%A'])('%s names none', (hash) => {
    expect(keyOfHash(hash)).toBeNull();
  });
});
