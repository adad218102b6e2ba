/**
 * A score that is nothing but the volatility before it plus noise must not be found beyond chance, on seeded markets and
 * on the real one; a planted effect must. By thirds of the day before, such a score was found half of the time.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import type { Band } from '../../../lib/domain/band';
import { HOUR_MS } from '../../../lib/domain/time';
import { HORIZONS } from '../../../lib/track-record/counting';
import type { Compared } from '../../../lib/track-record/judge';
import { excludesOne, judgeBands } from '../../../lib/track-record/judge';
import type { WindowTable } from '../../../lib/track-record/table';
import { tableOf } from '../../../lib/track-record/table';
import type { PriceWindow, SymbolWindows, Trailing } from '../../../lib/track-record/windows';
import { gridOf, priceWindows } from '../../../lib/track-record/windows';
import { hourlySeries } from '../../tools/evidence/hourly-series';
import { coinOf, readCoin } from '../../tools/evidence/series-file';
import { needs } from '../../tools/needs';
import { pseudoTables } from './pseudo-market';

const MARKETS = 200;
/**
 * With intervals that exclude 1 in 5 of 100 markets by chance, more than 18 of 200 do so once in 200 times (binomial:
 * mean 10, deviation 3.1).
 */
const MOST_FOUND = 18;

async function comparedIn(
  table: WindowTable,
  model: 'classic' | 'crowding',
  band: Band,
  resamples: number,
): Promise<Compared | undefined> {
  const question = { model, thresholds: DEFAULT_THRESHOLDS, resamples };
  const { cells } = await judgeBands(table, question, () => Promise.resolve());
  return cells.find((cell) => cell.band === band)?.volatility;
}

describe('on 200 seeded markets', () => {
  it('finds no score of past volatility beyond chance, and a planted effect nearly always', async () => {
    const found = { pseudo: 0, pseudoDay: 0, planted: 0, againstAll: 0 };
    let days = 0;
    for (let seed = 1; seed <= MARKETS; seed += 1) {
      const market = { seed, symbols: 8, days: 45, memory: 48, noise: 1, effect: 1.5 };
      const [four, day] = await pseudoTables(market);
      if (four === undefined || day === undefined) throw new Error('no table');
      const pseudo = await comparedIn(four, 'classic', 'stressed', 150);
      const planted = await comparedIn(four, 'crowding', 'stressed', 150);
      // Stressed ones are too rare for windows of a day.
      const pseudoDay = await comparedIn(day, 'classic', 'stretched', 150);
      found.againstAll += (pseudo?.all?.low ?? 0) > 1 ? 1 : 0;
      found.pseudo += pseudo?.similar && excludesOne(pseudo.similar) ? 1 : 0;
      found.planted += (planted?.similar?.low ?? 0) > 1 ? 1 : 0;
      if (!pseudoDay?.similar) continue;
      days += 1;
      found.pseudoDay += excludesOne(pseudoDay.similar) ? 1 : 0;
    }
    expect(found.againstAll).toBeGreaterThan(MARKETS * 0.9);
    expect(found.pseudo).toBeLessThanOrEqual(MOST_FOUND);
    expect(days).toBeGreaterThan(MARKETS * 0.7);
    expect(found.pseudoDay).toBeLessThanOrEqual(MOST_FOUND);
    expect(found.planted).toBeGreaterThan(MARKETS * 0.95);
  });
});

interface Kind {
  past: string;
  volatilityOf: (trailing: Trailing) => number;
  tries: number;
  most: number;
}

const FOLDER = process.env['EVIDENCE_SERIES'];

describe(
  'on the real series',
  needs('years of hourly history in the folder EVIDENCE_SERIES', FOLDER !== undefined),
  () => {
    /** Of the day's, an interval on either side of 1 counts as found; of the others, whose tries are few, above 1. */
    const KINDS: readonly Kind[] = [
      { past: '24 h', volatilityOf: ({ dayPct }) => dayPct, tries: MARKETS, most: MOST_FOUND },
      // One in forty above 1, by chance: more than 4 of 50 once in 200 times.
      { past: '4 h', volatilityOf: ({ recentPct }) => recentPct, tries: 50, most: 4 },
      { past: '7 days', volatilityOf: ({ weekPct }) => weekPct, tries: 50, most: 4 },
    ];

    it.for(KINDS)('finds no score of the last $past beyond chance', async (kind) => {
      for (const hours of HORIZONS) {
        const bySymbol = realWindows(FOLDER ?? '', hours, kind.volatilityOf);
        const table = await tableOf(bySymbol, hours, () => Promise.resolve());
        const level = table.scores.classic.slice();
        let [found, judged] = [0, 0];
        for (let seed = 1; seed <= kind.tries; seed += 1) {
          table.scores.classic = pseudoScores(level, seed);
          const { similar } = (await comparedIn(table, 'classic', 'stressed', 100)) ?? {};
          if (!similar) continue;
          judged += 1;
          const isFound = kind.tries === MARKETS ? excludesOne(similar) : similar.low > 1;
          if (isFound) found += 1;
        }
        expect(judged, `${hours} h`).toBe(kind.tries);
        expect(found, `${hours} h`).toBeLessThanOrEqual(kind.most);
      }
    });
  },
);

/** The real windows, each with its symbol's own measure of past volatility as its score: mean 0, deviation 1. */
function realWindows(
  folder: string,
  hours: 4 | 24,
  volatilityOf: (trailing: Trailing) => number,
): Map<string, SymbolWindows> {
  const bySymbol = new Map<string, SymbolWindows>();
  for (const name of readdirSync(folder)) {
    const coin = coinOf(name);
    if (coin === null) continue;
    const { series } = hourlySeries(readCoin(join(folder, name)));
    const grid = gridOf(series, HOUR_MS);
    if (grid === null) continue;
    const { windows } = priceWindows(grid, hours, Infinity);
    const logs = windows.flatMap(({ trailing }) =>
      trailing === null ? [] : Math.log(Math.max(volatilityOf(trailing), trailing.dayPct / 100)),
    );
    const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
    const spread = Math.sqrt(
      logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length,
    );
    let next = 0;
    const known = windows.flatMap((window): PriceWindow[] => {
      if (window.trailing === null) return [];
      const level = ((logs[next] ?? 0) - mean) / spread;
      next += 1;
      return [{ ...window, scores: { classic: level, crowding: Number.NaN } }];
    });
    if (known.length > 0) bySymbol.set(coin, { windows: known, refused: 0 });
  }
  return bySymbol;
}

/** As rare as stressed scores are, one in eighty: by the level and as much noise. */
function pseudoScores(level: Float32Array, seed: number): Float32Array {
  const random = xoroshiro128plus(seed);
  const unit = () => uniformFloat64(random);
  const mixed = level.map(
    (value) => value + Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
  );
  const least = [...mixed].sort((a, b) => b - a)[Math.floor(level.length / 80)] ?? Infinity;
  return mixed.map((value) => (value > least ? 80 : 3));
}
