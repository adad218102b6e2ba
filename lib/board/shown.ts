/** Which rows are shown: by side and by search. Pure. */
import type { RankedRow } from './rows';

export const SIDES = ['all', 'long', 'short'] as const;
export type Side = (typeof SIDES)[number];

const BIAS = { long: 'LONG', short: 'SHORT' } as const;

/** `query` holds any number of terms; a row is shown when its symbol contains one of them, in any case. */
export function filterRows(rows: readonly RankedRow[], side: Side, query: string): RankedRow[] {
  const terms = query
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((term) => term !== '');
  return rows.filter(
    ({ score, perp }) =>
      (side === 'all' || score.bias === BIAS[side]) && matches(perp.symbol, terms),
  );
}

function matches(symbol: string, terms: readonly string[]): boolean {
  if (terms.length === 0) return true;
  const name = symbol.toUpperCase();
  return terms.some((term) => name.includes(term));
}
