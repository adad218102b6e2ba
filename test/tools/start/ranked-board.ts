import type { BoardRow } from '../../../lib/domain/board';
import type { VenueStatus } from '../../../lib/domain/venue-status';
import { ranked, scoredRows } from '../../../lib/scoring/score';
import { findVenue } from '../../../lib/venues/registry';
import type { Extension } from '../../e2e/harness/extension';
import { waitFor } from '../../e2e/harness/wait';
import type { Progress } from '../progress';
import { adviceOn } from '../unreachable';
import { storedBoards } from './stored-board';

/** How many of the largest symbols have their history within the first minute. */
const FIRST_TIER = 100;
const TIMEOUT_MS = 180_000;
const INSTEAD =
  'Without --live you see the embedded market; without --headless you can switch on another exchange in the options.';

/**
 * Waits until the first tier has its history. Throws the venues' trouble when there is no board: at once when waiting
 * would not help.
 */
export async function rankedBoard(extension: Extension, progress: Progress): Promise<BoardRow[]> {
  let lastTrouble = 'no answer yet';
  const probe = async (): Promise<{ rows: BoardRow[] } | { stopped: string } | null> => {
    const { boards, statuses } = await storedBoards(extension);
    const done = statuses.reduce((sum, { history }) => sum + history.loaded, 0);
    const all = statuses.reduce((sum, { history }) => sum + history.wanted, 0);
    const wanted = Math.min(FIRST_TIER, all);
    progress.update(Math.min(done, wanted), wanted);
    if (wanted > 0 && done >= wanted) return { rows: ranked(scoredRows(boards), 'classic') };
    lastTrouble = statuses.find(({ trouble }) => trouble !== null)?.trouble?.detail ?? lastTrouble;
    const advice = boards.length > 0 ? '' : adviceOnFirst(statuses);
    return advice === '' ? null : { stopped: advice };
  };
  try {
    const options = { timeoutMs: TIMEOUT_MS, everyMs: 500, what: 'the ranked board' };
    const found = await waitFor(probe, options);
    if ('rows' in found) return found.rows;
    lastTrouble = `${lastTrouble}\n${found.stopped}`;
  } catch (error) {
    throw new Error(`There is no ranked board: ${lastTrouble}`, { cause: error });
  } finally {
    progress.end();
  }
  throw new Error(`There is no ranked board: ${lastTrouble}`);
}

function adviceOnFirst(statuses: readonly VenueStatus[]): string {
  for (const { venue, trouble } of statuses) {
    if (trouble === null) continue;
    return adviceOn(trouble, findVenue(venue)?.name ?? venue, INSTEAD);
  }
  return '';
}
