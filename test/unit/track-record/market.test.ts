/** The market's world with an effect planted after high scores, which must be found; and without one, where none may be found. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import type { HorizonHours } from '../../../lib/track-record/counting';
import type { CellRecord, TrackRecord } from '../../../lib/track-record/judge';
import { excludesOne, judge } from '../../../lib/track-record/judge';
import type { Planted } from './world';
import { seriesBySymbol, windowTable } from './world';

const NONE: Omit<Planted, 'seed'> = {
  ...{ symbols: 30, days: 42, unevenness: 1, effectHours: 4 },
  effect: () => 1,
};
const MODELS = ['classic', 'crowding'] as const;

async function recordOf(
  planted: Planted,
  hours: HorizonHours,
  model: (typeof MODELS)[number] = 'classic',
): Promise<TrackRecord> {
  const table = await windowTable(seriesBySymbol(planted), hours);
  const question = { model, thresholds: DEFAULT_THRESHOLDS, resamples: 400 };
  return judge(table, question, () => Promise.resolve());
}

const named = ({ band, side }: CellRecord) => `${band} ${side}`;

describe('an effect planted after high scores', () => {
  it('is found after high scores, over 4 h, and nothing bigger after low ones', async () => {
    const effect: Planted['effect'] = ({ classic }) => (classic.score >= 35 ? 1.8 : 1);
    const { cells } = await recordOf({ ...NONE, seed: 3, symbols: 40, effect }, 4);
    const bigger = cells.filter(({ volatility }) => (volatility.similar?.low ?? 0) > 1);
    expect(bigger.map(named)).toEqual([
      'stressed LONG',
      'stressed SHORT',
      'stretched LONG',
      'stretched SHORT',
    ]);
    const stretched = cells.filter(({ band }) => band === 'stretched');
    for (const { volatility, adverse } of stretched) {
      expect(volatility.all?.low).toBeGreaterThan(1);
      expect(adverse.similar?.low).toBeGreaterThan(1);
    }
  });

  it('is found on its own side only, and by the model that it follows', async () => {
    const effect: Planted['effect'] = ({ crowding }) => (crowding.raw <= -35 ? 2 : 1);
    const { cells } = await recordOf({ ...NONE, seed: 4, symbols: 40, effect }, 4, 'crowding');
    const bigger = cells.filter(({ volatility }) => (volatility.similar?.low ?? 0) > 1);
    expect(bigger.map(named)).toEqual(['stressed SHORT', 'stretched SHORT']);
  });

  it('is found over 24 h where there are events enough, and the rest says that there are not', async () => {
    const effect: Planted['effect'] = ({ classic }) => (classic.score >= 35 ? 1.8 : 1);
    const { cells } = await recordOf(
      { ...NONE, seed: 5, symbols: 40, effect, effectHours: 24 },
      24,
    );
    const stretchedLong = cells.find((cell) => named(cell) === 'stretched LONG');
    expect(stretchedLong?.volatility.similar?.low).toBeGreaterThan(1);
    const rare = cells.filter(({ events }) => events < 30);
    expect(rare.length).toBeGreaterThan(0);
    expect(rare.every(({ isEnough, volatility }) => !isEnough && volatility.all === null)).toBe(
      true,
    );
  });
});

describe('with nothing planted', () => {
  const SEEDS = [1, 2, 3, 4, 5, 6];

  /** The share of all seeds' intervals that exclude 1. */
  async function apart(unevenness: number, baseline: 'all' | 'similar') {
    const found: boolean[] = [];
    for (const seed of SEEDS) {
      const series = seriesBySymbol({ ...NONE, seed, unevenness });
      for (const hours of [4, 24] as const) {
        const table = await windowTable(series, hours);
        for (const model of MODELS) {
          const question = { model, thresholds: DEFAULT_THRESHOLDS, resamples: 300 };
          const { cells } = await judge(table, question, () => Promise.resolve());
          for (const { volatility, adverse } of cells) {
            for (const { [baseline]: estimate } of [volatility, adverse]) {
              if (estimate !== null) found.push(excludesOne(estimate));
            }
          }
        }
      }
    }
    return { share: found.filter(Boolean).length / found.length, of: found.length };
  }

  it('no more intervals against similar windows exclude 1 than by chance, restless times and all', async () => {
    const { share, of } = await apart(1, 'similar');
    expect(of).toBeGreaterThan(200);
    // 5 of 100 are expected. They are not independent (two models, two measures): the limit is twice that.
    expect(share).toBeLessThan(0.1);
  });

  it('nor against all windows, where symbols and days are even', async () => {
    const { share } = await apart(0, 'all');
    expect(share).toBeLessThan(0.1);
  });
});
