import pLimit from 'p-limit';
import { stopsTheVenue, VenueError } from '../http/venue-error';

export interface Answers<T> {
  good: Map<string, T>;
  failed: Map<string, VenueError>;
  /** A trouble of the whole venue: the requests still waiting were not sent. */
  stop: VenueError | null;
}

/** Few at a time: a person's browser shares the connection with us. */
const AT_ONCE = 6;

/** Asks for each symbol. Trouble with one leaves the others; trouble of the venue stops the rest. Aborts are thrown. */
export async function askMany<T>(
  symbols: readonly string[],
  ask: (symbol: string) => Promise<T>,
): Promise<Answers<T>> {
  const limit = pLimit(AT_ONCE);
  const good = new Map<string, T>();
  const failed = new Map<string, VenueError>();
  let stop: VenueError | null = null;
  await Promise.all(
    symbols.map((symbol) =>
      limit(async () => {
        if (stop !== null) return;
        try {
          good.set(symbol, await ask(symbol));
        } catch (error) {
          if (!(error instanceof VenueError)) throw error;
          failed.set(symbol, error);
          if (stopsTheVenue(error.kind)) stop ??= error;
        }
      }),
    ),
  );
  return { good, failed, stop: stop ?? allFailed(good, failed) };
}

/** When none of several answered, it is not the symbols. A symbol the venue refuses to know says nothing about it. */
function allFailed<T>(
  good: ReadonlyMap<string, T>,
  failed: ReadonlyMap<string, VenueError>,
): VenueError | null {
  const faults = [...failed.values()].filter(({ kind }) => kind !== 'refused');
  return good.size === 0 && faults.length > 1 ? (faults[0] ?? null) : null;
}
