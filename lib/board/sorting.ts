/** Sorting: one value per row and column. Missing values come last in both directions; equals keep their rank. Pure. */
import type { RegimeId } from '../domain/score';
import type { View } from '../settings/settings';
import { readValue } from './columns';
import type { RankedRow } from './rows';
import type { TrendOf } from './trends';

export const SORT_KEYS = [
  'symbol',
  'venue',
  'score',
  'bias',
  'regime',
  'oi1h',
  'oi4h',
  'oi24h',
  'funding',
  'basis',
  'change',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface Sort {
  key: SortKey;
  descending: boolean;
}

export const BY_RANK: Sort = { key: 'score', descending: true };

/** Regimes in the order of their weight: what is crowded first, what is calm last. */
const REGIME_WEIGHT: Record<RegimeId, number> = {
  LONG_CROWDED: 7,
  SHORT_RAMP: 6,
  LONG_SQUEEZE_RISK: 5,
  SHORT_SQUEEZE_RISK: 4,
  UNWINDING: 3,
  NET_LONG: 2,
  NET_SHORT: 1,
  NEUTRAL: 0,
};

/** Funding compares as the shown model reads it, however it is shown: the order is that of the points it gives. */
const VALUES: Record<SortKey, (row: RankedRow, trendOf: TrendOf | null) => number | string | null> =
  {
    symbol: ({ perp }) => perp.symbol,
    venue: ({ venue, combined }) => combined?.venueCount ?? venue,
    score: ({ score }) => Math.abs(score.raw),
    bias: ({ score }) => score.raw,
    regime: ({ score }) => REGIME_WEIGHT[score.regime],
    oi1h: ({ inputs }) => inputs.oi1hPct,
    oi4h: ({ inputs }) => inputs.oi4hPct,
    oi24h: ({ inputs }) => inputs.oi24hPct,
    funding: (row) => readValue(row, 'funding', row.score.model),
    basis: ({ inputs }) => inputs.basisPct,
    change: (row, trendOf) => trendOf?.(row)?.change ?? null,
  };

/** A second press turns the order; words start at A, numbers with the largest. Of combined rows, venues are a number. */
export function nextSort(current: Sort, key: SortKey, view: View = 'venues'): Sort {
  if (current.key === key) return { key, descending: !current.descending };
  return { key, descending: key !== 'symbol' && (key !== 'venue' || view === 'all') };
}

/** Watched rows on top, then ranked ones, then those that are only listed; each part in the chosen order. */
export function sortRows(
  rows: readonly RankedRow[],
  sort: Sort,
  watched: ReadonlySet<string>,
  trendOf: TrendOf | null = null,
): RankedRow[] {
  const valueOf = VALUES[sort.key];
  const turn = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({
      row,
      value: valueOf(row, trendOf),
      part: (watched.has(row.key) ? 0 : 2) + (row.rank === null ? 1 : 0),
    }))
    .sort((a, b) => a.part - b.part || compare(a.value, b.value, turn))
    .map(({ row }) => row);
}

function compare(a: number | string | null, b: number | string | null, turn: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -turn : turn;
}
