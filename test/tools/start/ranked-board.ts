import type { BoardRow } from '../../../lib/domain/board';
import { ranked, scoredRows } from '../../../lib/scoring/rank';
import type { Extension } from '../../e2e/harness/extension';
import { waitFor } from '../../e2e/harness/wait';
import type { Progress } from '../progress';
import { storedBoards } from './stored-board';

/** How many of the most traded symbols have their history within the first minute. */
const FIRST_TIER = 100;
const TIMEOUT_MS = 180_000;

/** Waits until the first tier has its history. Throws what keeps the venues from answering when there is no board. */
export async function rankedBoard(extension: Extension, progress: Progress): Promise<BoardRow[]> {
  const probe = async (): Promise<BoardRow[] | null> => {
    const { boards, statuses } = await storedBoards(extension);
    const done = statuses.reduce((sum, { history }) => sum + history.loaded, 0);
    const all = statuses.reduce((sum, { history }) => sum + history.wanted, 0);
    const wanted = Math.min(FIRST_TIER, all);
    progress.update(Math.min(done, wanted), wanted);
    if (wanted > 0 && done >= wanted) return ranked(scoredRows(boards), 'classic');
    const trouble = statuses.find((status) => status.trouble !== null)?.trouble;
    lastTrouble = trouble?.detail ?? lastTrouble;
    return null;
  };
  let lastTrouble = 'no answer yet';
  try {
    return await waitFor(probe, {
      timeoutMs: TIMEOUT_MS,
      everyMs: 500,
      what: 'the ranked board',
    });
  } catch (error) {
    throw new Error(`There is no ranked board: ${lastTrouble}`, { cause: error });
  } finally {
    progress.end();
  }
}
