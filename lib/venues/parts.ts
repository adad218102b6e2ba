/** What comes in parts, each its own request: one that is lost, or has nothing in it, never costs another. */
import { stopsTheVenue, VenueError } from '../http/venue-error';
import { valueOrError } from './settle';

export interface InParts<Part, T> {
  answers: { part: Part; answer: T }[];
  /** Why parts were lost; an empty one is no fault. */
  errors: VenueError[];
  /** Parts that failed, and parts with nothing in them. */
  failed: Part[];
  empty: Part[];
}

/**
 * Throws a VenueError where no part came, and one that is about the whole host or address (a limit, a region): for that
 * there is a wait, or another host.
 */
export async function inParts<Part, T>(
  parts: readonly Part[],
  ask: (part: Part) => Promise<T>,
): Promise<InParts<Part, T>> {
  const settled = await Promise.all(
    parts.map(async (part) => ({ part, answer: await valueOrError(ask(part)) })),
  );
  const result: InParts<Part, T> = { answers: [], errors: [], failed: [], empty: [] };
  let nothing: VenueError | null = null;
  for (const { part, answer } of settled) {
    if (!(answer instanceof VenueError)) result.answers.push({ part, answer });
    else if (answer.kind === 'nothing-listed') {
      result.empty.push(part);
      nothing ??= answer;
    } else if (stopsTheVenue(answer.kind)) throw answer;
    else {
      result.failed.push(part);
      result.errors.push(answer);
    }
  }
  const why = result.errors[0] ?? nothing;
  if (result.answers.length === 0 && why !== null) throw why;
  return result;
}
