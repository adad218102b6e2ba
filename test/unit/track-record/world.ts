/**
 * Weeks of many symbols as recorded: funding, basis and open interest of the market's world, scored by lib/scoring, and a
 * random price with volatile and calm times. The effect of a score on the price is planted.
 */
import { openInterestChangePct } from '../../../lib/domain/input-formulas';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import type { Scores } from '../../../lib/domain/score';
import type { Series } from '../../../lib/domain/series';
import { SOURCE } from '../../../lib/domain/series';
import { scoreAll } from '../../../lib/scoring/score';
import { gridOf, priceWindows } from '../../../lib/track-record/windows';
import type { HorizonHours } from '../../../lib/track-record/counting';
import { tableOf } from '../../../lib/track-record/table';
import type { WindowTable } from '../../../lib/track-record/table';
import type { SymbolWindows } from '../../../lib/track-record/windows';
import { createWorld } from '../../market/world/world';
import { keyOf, unit } from '../../market/world/noise';

const STEP_MS = 1_800_000;
const STEPS_A_DAY = 48;
export const START_MS = Date.UTC(2026, 0, 5);

export interface Planted {
  seed: number;
  symbols: number;
  days: number;
  /** The factor on the next hours' moves, by the scores of the half hour before. */
  effect: (before: Scores) => number;
  effectHours: 4 | 24;
  /** How much volatility differs between symbols and days; 0: not at all. */
  unevenness: number;
}

export interface PlantedSymbol {
  inputs: ScoreInputs[];
  scores: Scores[];
  /** The mark price at each half hour. */
  prices: number[];
}

/** The score's inputs at each half hour. */
function inputsBySymbol({ seed, symbols, days }: Planted): Map<string, ScoreInputs[]> {
  const world = createWorld(seed, START_MS - 400 * 86_400_000);
  return new Map(
    world.crypto.slice(0, symbols).map(({ name }) => {
      const truths = Array.from({ length: (days + 1) * STEPS_A_DAY + 1 }, (_, step) =>
        world.truth(name, START_MS + (step - STEPS_A_DAY) * STEP_MS),
      );
      const oiPct = (step: number, ago: number) =>
        openInterestChangePct(
          { baseQty: truths[step]?.openInterest ?? 0 },
          { baseQty: truths[step - ago]?.openInterest ?? 0 },
        );
      const inputs = truths.slice(STEPS_A_DAY).map((truth, index): ScoreInputs => {
        const step = index + STEPS_A_DAY;
        return {
          oi1hPct: oiPct(step, 2),
          oi4hPct: oiPct(step, 8),
          oi24hPct: oiPct(step, 48),
          fundingPct: truth.funding8h * 100,
          funding8hPct: truth.funding8h * 100,
          basisPct: truth.basis * 100,
        };
      });
      return [name, inputs];
    }),
  );
}

/** About normal: mean 0, deviation 1. */
function normal(seed: number, ...keys: readonly number[]): number {
  let sum = 0;
  for (let part = 0; part < 12; part += 1) sum += unit(seed, ...keys, part);
  return sum - 6;
}

export function plantedSymbols(planted: Planted): Map<string, PlantedSymbol> {
  const { seed, unevenness } = planted;
  const ownSeed = seed ^ 0x7ace;
  return new Map(
    [...inputsBySymbol(planted)].map(([name, inputs]) => {
      const scores = inputs.map(scoreAll);
      const key = keyOf(name);
      const own = Math.exp(unevenness * 0.5 * normal(ownSeed, key, 1));
      let [log, mood, marketMood] = [4, 0, 0];
      const prices = scores.map((_, step) => {
        const length = planted.effectHours * 2;
        const before = scores[Math.floor((step - 1) / length) * length - 1];
        // Volatile times last most of a day; some are common to all symbols.
        mood = 0.95 * mood + 0.31 * normal(ownSeed, key, 2, step);
        marketMood = 0.95 * marketMood + 0.31 * normal(ownSeed, 7, 3, step);
        const size = 0.004 * own * Math.exp(unevenness * (0.35 * mood + 0.35 * marketMood));
        const market = normal(ownSeed, 7, 4, step);
        const move = 0.6 * market + 0.8 * normal(ownSeed, key, 5, step);
        log += size * move * (before === undefined ? 1 : planted.effect(before));
        return Math.exp(log);
      });
      return [name, { inputs, scores, prices }];
    }),
  );
}

export function seriesBySymbol(planted: Planted): Map<string, Series> {
  return new Map(
    [...plantedSymbols(planted)].map(([name, { scores, prices }]) => [
      name,
      seriesOf(scores, prices),
    ]),
  );
}

function seriesOf(scores: readonly Scores[], prices: readonly number[]): Series {
  const column = (valueAt: (index: number) => number) =>
    Float64Array.from(prices, (_, index) => valueAt(index));
  const raw = (model: 'classic' | 'crowding') => {
    const mean = column((index) => scores[index]?.[model].raw ?? Number.NaN);
    return { mean, least: mean, most: mean };
  };
  const nothing = column(() => Number.NaN);
  return {
    atMs: column((index) => START_MS + index * STEP_MS),
    stepMs: column(() => STEP_MS),
    baseQty: nothing,
    fundingRate: nothing,
    fundingPeriodHours: nothing,
    basisPct: nothing,
    markPrice: column((index) => prices[index] ?? Number.NaN),
    quoteVolume24h: nothing,
    classic: raw('classic'),
    crowding: raw('crowding'),
    source: new Uint8Array(prices.length).fill(SOURCE.own),
  };
}

export function windowTable(
  series: ReadonlyMap<string, Series>,
  hours: HorizonHours,
): Promise<WindowTable> {
  const bySymbol = new Map<string, SymbolWindows>();
  for (const [name, one] of series) {
    const grid = gridOf(one);
    const endMs = (one.atMs.at(-1) ?? 0) + STEP_MS;
    if (grid !== null) bySymbol.set(name, priceWindows(grid, hours, endMs));
  }
  return tableOf(bySymbol, hours, () => Promise.resolve());
}
