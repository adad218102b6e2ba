/** What the track record counted on this machine, kept for the symbols' details. */
import type { Band } from './band';
import type { ModelId } from './score';

/** Volatility after scores of one band, both sides together, as a multiple of that after similar hours. */
export interface OwnFigure {
  model: ModelId;
  /** The model's version: another one scores differently. */
  version: number;
  /** By the default cut-offs, whatever the user's are. */
  band: Band;
  /** Length of the windows. */
  hours: number;
  ratio: number;
  /** Bounds of the 95 % interval. */
  low: number;
  high: number;
  /** Days with at least one such score. */
  days: number;
  /** True when "similar" is only roughly so, because the history is short. */
  isCoarse: boolean;
}

/** Of one venue. */
export interface OwnFigures {
  /** When they were counted, on this machine's clock. */
  countedAtMs: number;
  figures: readonly OwnFigure[];
}
