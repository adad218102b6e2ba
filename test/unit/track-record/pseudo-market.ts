/**
 * Seeded markets with two planted scores. The pseudo-score is nothing but the volatility before it plus noise, so it must
 * not be found. The informed one is noise, and the next 4 h move more after it, so it must be.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { HALF_HOUR_MS, HORIZONS } from '../../../lib/track-record/counting';
import type { WindowTable } from '../../../lib/track-record/table';
import { tableOf } from '../../../lib/track-record/table';
import type { Grid } from '../../../lib/track-record/windows';
import { priceWindows } from '../../../lib/track-record/windows';

export interface PseudoMarket {
  seed: number;
  symbols: number;
  days: number;
  /** How many half hours of volatility the pseudo-score is made of. */
  memory: number;
  /** The deviation of its noise, as a multiple of the volatility's own. */
  noise: number;
  /** The factor on the 4 h after an informed score. */
  effect: number;
}

const STEPS_A_DAY = 48;
const STEPS_A_WINDOW = 8;
/** Before the first score. */
const WARM_UP_DAYS = 8;
const FIRST_STEP = Math.floor(Date.UTC(2026, 0, 5) / HALF_HOUR_MS);
/** The shares of stressed and of stretched scores or stronger. */
const RARE = { stressed: 0.04, stretched: 0.4 };
const RAW = { stressed: 80, stretched: 45, none: 3 };

/** Of 4 h and of 24 h. The pseudo-score is the classic one, the informed score the crowding one. */
export function pseudoTables(market: PseudoMarket): Promise<WindowTable[]> {
  const grids = gridsOf(market);
  const nowMs = (FIRST_STEP + (market.days + WARM_UP_DAYS) * STEPS_A_DAY) * HALF_HOUR_MS;
  return Promise.all(
    HORIZONS.map((hours) =>
      tableOf(
        new Map(grids.map((grid, index) => [`S${index}`, priceWindows(grid, hours, nowMs)])),
        hours,
        () => Promise.resolve(),
      ),
    ),
  );
}

function gridsOf({ seed, symbols, days, memory, noise, effect }: PseudoMarket): Grid[] {
  const random = xoroshiro128plus(seed);
  const unit = () => uniformFloat64(random);
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
  const steps = (days + WARM_UP_DAYS) * STEPS_A_DAY;
  const market = { move: moves(steps), mood: moods(steps) };
  return Array.from({ length: symbols }, (): Grid => {
    const [mood, own] = [moods(steps), Math.exp(0.5 * normal())];
    const logPrice = new Float64Array(steps);
    const crowding = new Float64Array(steps).fill(RAW.none);
    const squares = new Float64Array(steps);
    let [price, factor] = [4, 1];
    for (let step = 0; step < steps; step += 1) {
      // The step from which a window begins has its first price; it moves from the next one on.
      if ((FIRST_STEP + step) % STEPS_A_WINDOW === 1) {
        const isCrowded = step >= 2 && unit() < RARE.stressed;
        if (isCrowded) crowding[step - 2] = RAW.stressed;
        factor = isCrowded ? effect : 1;
      }
      const size =
        0.004 * own * Math.exp(0.45 * (mood[step] ?? 0) + 0.35 * (market.mood[step] ?? 0));
      const move = size * factor * (0.6 * (market.move[step] ?? 0) + 0.8 * normal());
      price += move;
      logPrice[step] = price;
      squares[step] = (squares[step - 1] ?? 0) + move * move;
    }
    const past = Float64Array.from(squares, (sum, step) =>
      step < memory ? Number.NaN : Math.log(sum - (squares[step - memory] ?? 0)),
    );
    return {
      stepMs: HALF_HOUR_MS,
      firstStep: FIRST_STEP,
      logPrice,
      crowding,
      classic: pseudo(past),
    };
  });

  function moves(length: number): Float64Array {
    return new Float64Array(length).map(normal);
  }

  /** Volatile and calm times: some last hours, some days. Mean 0, deviation about 1. */
  function moods(length: number): Float64Array {
    let [fast, slow] = [normal(), normal()];
    return new Float64Array(length).map(() => {
      fast = 0.95 * fast + 0.31 * normal();
      slow = 0.995 * slow + 0.1 * normal();
      return 0.7 * fast + 0.7 * slow;
    });
  }

  /** As many high scores as RARE says, by the volatility before and noise. None in the warm-up. */
  function pseudo(past: Float64Array): Float64Array {
    const first = WARM_UP_DAYS * STEPS_A_DAY;
    const known = past.subarray(first);
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    const spread = Math.sqrt(
      known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length,
    );
    const mixed = known.map((value) => (value - mean) / spread + noise * normal());
    const sorted = [...mixed].sort((a, b) => b - a);
    const least = (share: number) => sorted[Math.floor(share * sorted.length)] ?? Infinity;
    const [stressed, stretched] = [least(RARE.stressed), least(RARE.stretched)];
    return past.map((_, step) => {
      if (step < first) return Number.NaN;
      const value = mixed[step - first] ?? 0;
      if (value > stressed) return RAW.stressed;
      return value > stretched ? RAW.stretched : RAW.none;
    });
  }
}
