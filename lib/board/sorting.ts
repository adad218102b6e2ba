/**
 * Sorting: one value per row and column, but the score's, which is the order of ranks. Missing values come last in both
 * directions; ties stay in the order of their rank. Pure.
 */
import type { Factor } from '../domain/inputs';
import { FACTORS } from '../domain/inputs';
import { recordFrom } from '../domain/record-of';
import type { RegimeId } from '../domain/score';
import { compareScores } from '../scoring/score';
import type { BoardView } from '../settings/settings';
import { readValue } from './columns';
import type { RankedRow } from './rows';
import type { TrendOf } from './trends';

const ROW_KEYS = ['symbol', 'venue', 'score', 'bias', 'regime', 'change'] as const;
type RowKey = (typeof ROW_KEYS)[number];

export type SortKey = RowKey | Factor;
export const SORT_KEYS: readonly SortKey[] = [...ROW_KEYS, ...FACTORS];

export interface Sort {
  key: SortKey;
  descending: boolean;
}

export const BY_RANK: Sort = { key: 'score', descending: true };

/** Order of regimes: squeeze risks first, then crowded ones, calm last. */
const REGIME_WEIGHT: Record<RegimeId, number> = {
  LONG_SQUEEZE_RISK: 7,
  SHORT_SQUEEZE_RISK: 6,
  LONG_CROWDED: 5,
  SHORT_RAMP: 4,
  UNWINDING: 3,
  NET_LONG: 2,
  NET_SHORT: 1,
  NEUTRAL: 0,
};

type ValueOf = (row: RankedRow, trendOf: TrendOf | null) => number | string | null;

/** Inputs compare as the model reads them, whatever unit is shown: funding is in the order of its points. */
const VALUES: Record<Exclude<SortKey, 'score'>, ValueOf> = {
  symbol: ({ perp }) => perp.symbol,
  venue: ({ venue, combined }) => combined?.venueCount ?? venue,
  bias: ({ score }) => score.raw,
  // What is stressed is above everything, as on the rest of the screen.
  regime: ({ level, score }) => (level === 'stressed' ? 8 : 0) + REGIME_WEIGHT[score.regime],
  change: (row, trendOf) => trendOf?.(row)?.change ?? null,
  ...recordFrom(
    FACTORS,
    (factor): ValueOf =>
      (row) =>
        readValue(row, factor, row.score.model),
  ),
};

/**
 * Pressing the same column again reverses the order; text starts at A, numbers with the largest. On combined rows the
 * venue column is a number.
 */
export function nextSort(current: Sort, key: SortKey, view: BoardView = 'venues'): Sort {
  if (current.key === key) return { key, descending: !current.descending };
  return { key, descending: key !== 'symbol' && (key !== 'venue' || view === 'all') };
}

/** Watched rows first, then ranked ones, then unranked ones; each group in the chosen order. */
export function sortRows(
  rows: readonly RankedRow[],
  sort: Sort,
  watched: ReadonlySet<string>,
  trendOf: TrendOf | null = null,
): RankedRow[] {
  const { key } = sort;
  const turn = sort.descending ? -1 : 1;
  return rows
    .map((row) => ({
      row,
      value: key === 'score' ? null : VALUES[key](row, trendOf),
      part: (watched.has(row.key) ? 0 : 2) + (row.rank === null ? 1 : 0),
    }))
    .sort(
      (a, b) =>
        a.part - b.part ||
        (key === 'score'
          ? -turn * compareScores(a.row.score, b.row.score)
          : compare(a.value, b.value, turn)),
    )
    .map(({ row }) => row);
}

function compare(a: number | string | null, b: number | string | null, turn: 1 | -1): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -turn : turn;
}
