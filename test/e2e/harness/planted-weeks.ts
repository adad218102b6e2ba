/**
 * Weeks of many symbols with given prices and scores, instead of the history of as many symbols on the board. They are
 * whole UTC days, because windows start at fixed hours of the UTC day, so results do not depend on the time of day.
 * Yesterday is left empty: no window reaches from the planted prices to the browser's own of today.
 */
import type { PerpState, VenueBoard } from '../../../lib/domain/board';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import { startOfDay } from '../../../lib/domain/time';
import { storedBoards } from '../../tools/start/stored-board';
import type { PlantedSymbol } from '../../unit/track-record/world';
import type { Extension } from './extension';
import type { PlantedHistory } from './planted-history';
import { plantHistory } from './planted-history';
import { DAY_MS } from '../../../lib/domain/time';

const STEP_MS = 1_800_000;

/** `planted`, in any order, begins at its first midnight; symbols are assigned in the board's order. */
export function weeksOf(
  { venue, asOfMs, perpStates }: VenueBoard,
  planted: Iterable<PlantedSymbol>,
  days: number,
): PlantedHistory[] {
  const endMs = startOfDay(asOfMs) - DAY_MS;
  const fromMs = endMs - days * DAY_MS;
  return [...planted].map((weeks, index) => {
    const perpState = perpStates[index];
    if (perpState === undefined) throw new Error('too few symbols');
    const past = (agoMs: number) => {
      return perpStateAt(perpState, weeks, Math.floor((asOfMs - agoMs - fromMs) / STEP_MS));
    };
    return { perpState, venue, nowMs: asOfMs, endMs, days, past };
  });
}

export async function plantWeeks(
  extension: Extension,
  planted: ReadonlyMap<string, PlantedSymbol>,
  days: number,
): Promise<void> {
  const [board] = (await storedBoards(extension)).boards;
  if (board === undefined) throw new Error('no board yet');
  for (const weeks of weeksOf(board, planted.values(), days)) await plantHistory(extension, weeks);
}

/** Constant within each half hour, so that its mean is the planted value. */
function perpStateAt(
  perpState: PerpState,
  { inputs, prices }: PlantedSymbol,
  step: number,
): PerpState {
  // The sparkline of the last 24 h continues after the end of the planted data.
  const at = Math.min(step, prices.length - 1);
  const [known, markPrice] = [inputs[at], prices[at]];
  if (known === undefined || markPrice === undefined) throw new Error('nothing planted');
  const { reading } = perpState;
  const inputsThen = { ...NO_INPUTS, ...known };
  return { ...perpState, inputs: inputsThen, reading: reading && { ...reading, markPrice } };
}
