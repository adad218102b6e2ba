/** The inputs of a score, in per cent. Null is missing, and never stands for 0. */
import { HOUR_MS } from './time';

export interface ScoreInputs {
  /** Change of open interest, in coins, against the sample nearest to 1 h before. */
  oi1hPct: number | null;
  oi4hPct: number | null;
  oi24hPct: number | null;
  /** The running funding estimate as quoted; the 8 h equivalent where the period is under 4 h. */
  fundingPct: number | null;
  /** The running funding estimate as its 8 h equivalent, whatever the period. */
  funding8hPct: number | null;
  /** (mark − index) / index. */
  basisPct: number | null;
}

/** In the order in which they are stored and exported. */
export const INPUT_NAMES = [
  'oi1hPct',
  'oi4hPct',
  'oi24hPct',
  'fundingPct',
  'funding8hPct',
  'basisPct',
] as const satisfies readonly (keyof ScoreInputs)[];
export type InputName = (typeof INPUT_NAMES)[number];

export const NO_INPUTS: ScoreInputs = {
  oi1hPct: null,
  oi4hPct: null,
  oi24hPct: null,
  fundingPct: null,
  funding8hPct: null,
  basisPct: null,
};

/** The five things a score weighs. Each model says which input stands behind each. */
export const FACTORS = ['oi1h', 'oi4h', 'oi24h', 'funding', 'basis'] as const;
export type Factor = (typeof FACTORS)[number];

/** The look-back windows of open interest. `toleranceMs` is 20 % of the window: a sample further off does not count. */
export const OI_WINDOWS = [
  { input: 'oi1hPct', windowMs: HOUR_MS, toleranceMs: 0.2 * HOUR_MS },
  { input: 'oi4hPct', windowMs: 4 * HOUR_MS, toleranceMs: 0.8 * HOUR_MS },
  { input: 'oi24hPct', windowMs: 24 * HOUR_MS, toleranceMs: 4.8 * HOUR_MS },
] as const;
