/** Which rows are shown: by side, by search and by venue. Pure. */
import type { VenueId } from '../domain/venue';
import type { RankedRow } from './rows';

export const SIDES = ['all', 'long', 'short'] as const;
export type Side = (typeof SIDES)[number];

const BIAS = { long: 'LONG', short: 'SHORT' } as const;

export interface Filter {
  side: Side;
  /** Any number of terms; a row is shown when its symbol contains one of them, in any case. */
  query: string;
  /** Null: every venue. An asset is shown when the venue lists it. */
  venue: VenueId | null;
}

export function filterRows(
  rows: readonly RankedRow[],
  { side, query, venue }: Filter,
): RankedRow[] {
  const terms = query
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((term) => term !== '');
  return rows.filter(
    (row) =>
      (side === 'all' || row.score.bias === BIAS[side]) &&
      (venue === null || isOn(row, venue)) &&
      matches(row.perp.symbol, terms),
  );
}

function isOn(row: RankedRow, venue: VenueId): boolean {
  return row.combined === null
    ? row.venue === venue
    : row.combined.parts.some((part) => part.venue === venue);
}

function matches(symbol: string, terms: readonly string[]): boolean {
  if (terms.length === 0) return true;
  const name = symbol.toUpperCase();
  return terms.some((term) => name.includes(term));
}
