/** One symbol's windows of one horizon. Pure; see counting.ts for what counts. */
import type { ModelId } from '../domain/score';
import type { HorizonHours } from './counting';
import { STEP_MS, TRAILING_STEPS } from './counting';
import type { Grid } from './grid';
import type { Path } from './path';
import { pathOf } from './path';
import { HOUR_MS } from '../domain/time';

export interface Window extends Path {
  /** Its number in the calendar of windows of its horizon, counted from 1970. Equal numbers start together. */
  block: number;
  /** Volatility of the 24 h that were over before it, %; null when too much of them is missing. */
  trailingPct: number | null;
  /** Mean signed score of the half hour before it; NaN where a model had none. */
  scores: Record<ModelId, number>;
}

export interface SymbolWindows {
  windows: Window[];
  /** Had a score and are over, but their prices have holes. */
  refused: number;
}

/** Windows that have a score and were over at `nowMs`, oldest first. */
export function windowsOf(grid: Grid, hours: HorizonHours, nowMs: number): SymbolWindows {
  const { firstStep, logPrice, classic, crowding } = grid;
  const length = (hours * HOUR_MS) / STEP_MS;
  const result: SymbolWindows = { windows: [], refused: 0 };
  // The last step's mean is whole when the step is over.
  const lastBlock = Math.floor((Math.floor(nowMs / STEP_MS) - 1 - length) / length);
  const lastScored = Math.floor((firstStep + classic.length) / length);
  for (
    let block = Math.ceil((firstStep + 1) / length);
    block <= Math.min(lastBlock, lastScored);
    block += 1
  ) {
    const start = block * length - firstStep;
    const scores = {
      classic: classic[start - 1] ?? Number.NaN,
      crowding: crowding[start - 1] ?? Number.NaN,
    };
    if (Number.isNaN(scores.classic) && Number.isNaN(scores.crowding)) continue;
    const path = pathOf(logPrice, start, start + length);
    if (path === null) {
      result.refused += 1;
      continue;
    }
    // Up to the step before: its mean and the window's first share no minute.
    const trailing = pathOf(logPrice, start - 1 - TRAILING_STEPS, start - 1);
    result.windows.push({ ...path, block, scores, trailingPct: trailing?.volatilityPct ?? null });
  }
  return result;
}
