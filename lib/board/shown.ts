/** Which rows are shown: by side, by search and by venue. Pure. */
import type { VenueId } from '../domain/venue';
import type { RankedRow } from './rows';
import { isFound, termsOf } from './search';

export const SIDES = ['all', 'long', 'short'] as const;
export type Side = (typeof SIDES)[number];

const BIAS = { long: 'LONG', short: 'SHORT' } as const;

export interface Filter {
  side: Side;
  /** Any number of pairs as in search.ts; a row is shown when its name contains one of them. */
  query: string;
  /** Null: every venue. An asset is shown when the venue lists it. */
  venue: VenueId | null;
}

export function filterRows(
  rows: readonly RankedRow[],
  { side, query, venue }: Filter,
): RankedRow[] {
  const terms = query === '' ? [] : termsOf(query, venuesOf(rows));
  return rows.filter(
    (row) =>
      (side === 'all' || row.score.bias === BIAS[side]) &&
      (venue === null || isOn(row, venue)) &&
      isFound(row, terms),
  );
}

function isOn(row: RankedRow, venue: VenueId): boolean {
  return row.combined === null
    ? row.venue === venue
    : row.combined.parts.some((part) => part.venue === venue);
}

function venuesOf(rows: readonly RankedRow[]): VenueId[] {
  const all = rows.flatMap(({ venue, combined }) => combined?.parts.map((p) => p.venue) ?? [venue]);
  return [...new Set(all)];
}
