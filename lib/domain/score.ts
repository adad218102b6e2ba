import type { Factor } from './inputs';

export type Bias = 'LONG' | 'SHORT' | 'NEUTRAL';

/** How each side is drawn, so that colour never stands alone. */
export const BIAS_ARROWS: Readonly<Record<Bias, string>> = { LONG: '▲', SHORT: '▼', NEUTRAL: '·' };

export type RegimeId =
  | 'LONG_CROWDED'
  | 'SHORT_RAMP'
  | 'SHORT_SQUEEZE_RISK'
  | 'LONG_SQUEEZE_RISK'
  | 'UNWINDING'
  | 'NET_LONG'
  | 'NET_SHORT'
  | 'NEUTRAL';

export const MODEL_IDS = ['classic', 'crowding'] as const;
export type ModelId = (typeof MODEL_IDS)[number];

export function otherModel(model: ModelId): ModelId {
  return model === 'classic' ? 'crowding' : 'classic';
}

/** Signed parts of a score, in points. Null where the factor's input is missing. They add up to `raw`. */
export type Contributions = Record<Factor, number | null>;

export interface Score {
  model: ModelId;
  modelVersion: number;
  /** −100..100; the sum of the contributions. Positive leans long. */
  raw: number;
  /** 0..100: |raw| rounded half up. */
  score: number;
  /** 0..100: the least and the most that the score can be once its missing inputs are known; else the score. */
  low: number;
  high: number;
  bias: Bias;
  regime: RegimeId;
  /** 0..100: the sum of the weights whose inputs are present. */
  coverage: number;
  /** False under the least coverage: the symbol is listed, not ranked. */
  ranked: boolean;
  contributions: Contributions;
}

export type Scores = Record<ModelId, Score>;
