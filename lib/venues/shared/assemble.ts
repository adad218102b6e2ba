/** Builds listings and snapshots from one or several answers: a lost or empty part costs no other part. */
import type { Perp } from '../../domain/perp';
import type { OpenInterest, Reading } from '../../domain/reading';
import { stopsTheVenue, VenueError, valueOrError } from '../../http/venue-error';
import type { Losses } from '../contract';
import type { ParsedRows } from './parse';

export interface InParts<Part, T> {
  answers: { part: Part; answer: T }[];
  /** Of the failed parts. */
  errors: VenueError[];
  failed: Part[];
  /** Parts for which the venue lists nothing; not an error. */
  empty: Part[];
}

/**
 * One request per part. Rejects with a VenueError when all parts failed, or when a failure concerns the whole host or
 * IP address (rate limit, region): those need a back-off or another host.
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

/** Collects the rows of several answers and counts lost ones. */
export class RowCollector implements Losses {
  readonly errors: VenueError[] = [];
  droppedRows = 0;

  rowsOf<T>(answer: ParsedRows<T> | VenueError): T[] {
    if (answer instanceof VenueError) {
      this.errors.push(answer);
      return [];
    }
    this.droppedRows += answer.dropped;
    return answer.rows;
  }

  rowsOfParts<Part, T>(parts: InParts<Part, ParsedRows<T>> | VenueError): T[] {
    if (parts instanceof VenueError) return this.rowsOf<T>(parts);
    this.errors.push(...parts.errors);
    return parts.answers.flatMap(({ answer }) => this.rowsOf(answer));
  }

  /** Complete answers: a symbol in none of them is no longer traded. */
  get isComplete(): boolean {
    return this.errors.length === 0 && this.droppedRows === 0;
  }
}

export interface BulkReadings {
  readings: Reading[];
  openInterest: Map<string, OpenInterest>;
  /** Listed symbols without a row. */
  missing: Set<string>;
}

/**
 * Readings and open interest (`baseQty`; null: none) of a bulk answer. The first row of a symbol counts; unlisted
 * symbols are skipped.
 */
export function readBulk<Row>(
  rows: readonly Row[],
  listed: ReadonlyMap<string, Perp>,
  symbolOf: (row: Row) => string,
  read: (row: Row, perp: Perp) => { reading: Reading; baseQty: number | null },
): BulkReadings {
  const readings: Reading[] = [];
  const openInterest = new Map<string, OpenInterest>();
  const missing = new Set(listed.keys());
  for (const row of rows) {
    const symbol = symbolOf(row);
    const perp = listed.get(symbol);
    if (perp === undefined || !missing.delete(symbol)) continue;
    const { reading, baseQty } = read(row, perp);
    readings.push(reading);
    if (baseQty !== null) openInterest.set(symbol, { baseQty, atMs: reading.pricedAtMs });
  }
  return { readings, openInterest, missing };
}
