import pMap from 'p-map';
import type { Perp } from '../domain/perp';
import { stopsTheVenue, VenueError } from '../http/venue-error';
import { BudgetSpent } from './spending';

export interface Answers<T> {
  good: Map<string, T>;
  failed: Map<string, VenueError>;
  /** A trouble of the whole venue: the requests still waiting were not sent. */
  stop: VenueError | null;
}

/** Few at a time: a person's browser shares the connection with us. */
const AT_ONCE = 6;

/**
 * Asks for each perpetual. Trouble with one leaves the others; trouble of the venue stops the rest, and so does a budget that
 * is spent meanwhile: those are neither good nor failed. Aborts are thrown.
 */
export async function askMany<T>(
  perps: readonly Perp[],
  ask: (perp: Perp) => Promise<T>,
): Promise<Answers<T>> {
  const answers: Answers<T> = { good: new Map(), failed: new Map(), stop: null };
  const { good, failed } = answers;
  let isSpent = false;
  const askOne = async (perp: Perp) => {
    if (answers.stop !== null || isSpent) return;
    try {
      good.set(perp.symbol, await ask(perp));
    } catch (error) {
      if (error instanceof BudgetSpent) {
        isSpent = true;
        return;
      }
      if (!(error instanceof VenueError)) throw error;
      failed.set(perp.symbol, error);
      if (stopsTheVenue(error.kind)) answers.stop ??= error;
    }
  };
  await pMap(perps, askOne, { concurrency: AT_ONCE });
  return { good, failed, stop: answers.stop ?? allFailed(good, failed) };
}

/** When none of several answered, it is not the symbols. A symbol the venue refuses to know says nothing about it. */
function allFailed<T>(
  good: ReadonlyMap<string, T>,
  failed: ReadonlyMap<string, VenueError>,
): VenueError | null {
  const faults = [...failed.values()].filter(({ kind }) => kind !== 'refused');
  return good.size === 0 && faults.length > 1 ? (faults[0] ?? null) : null;
}
