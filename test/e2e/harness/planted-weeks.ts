/** Weeks of many symbols with a price and scores of a test's own, in place of the pasts of as many on the board. */
import type { Standing } from '../../../lib/domain/board';
import { storedBoards } from '../../tools/start/stored-board';
import type { PlantedSymbol } from '../../unit/track-record/world';
import type { Extension } from './extension';
import { plantHistory } from './planted-history';

const STEP_MS = 1_800_000;

/** Symbol after symbol: `planted` in any order, the board's in its own. The last half hour is the newest whole one. */
export async function plantWeeks(
  extension: Extension,
  planted: ReadonlyMap<string, PlantedSymbol>,
  days: number,
): Promise<void> {
  const { boards } = await storedBoards(extension);
  const [board] = boards;
  if (board === undefined) throw new Error('no board yet');
  const { venue, asOfMs } = board;
  const endMs = Math.floor(asOfMs / STEP_MS) * STEP_MS;
  for (const [index, weeks] of [...planted.values()].entries()) {
    const standing = board.standings[index];
    if (standing === undefined) throw new Error('too few symbols');
    const past = (agoMs: number) => standingAt(standing, weeks, endMs, asOfMs - agoMs);
    await plantHistory(extension, { standing, venue, nowMs: asOfMs, days, past });
  }
}

/** The same for all of a half hour, so that its mean is what was planted. */
function standingAt(
  standing: Standing,
  { inputs, prices }: PlantedSymbol,
  endMs: number,
  atMs: number,
): Standing {
  const last = prices.length - 1;
  const step = last - Math.floor((endMs - 1 - atMs) / STEP_MS);
  const at = Math.max(0, Math.min(last, step));
  const [known, markPrice] = [inputs[at], prices[at]];
  if (known === undefined || markPrice === undefined) throw new Error('nothing planted');
  const { reading } = standing;
  return { ...standing, inputs: known, reading: reading && { ...reading, markPrice } };
}
