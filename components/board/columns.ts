/** The board's columns, from left to right; widths.css decides which of them show at what width. */
import type { SortKey } from '../../lib/board/sorting';
import { FACTORS } from '../../lib/domain/inputs';
import type { MessageKey } from '../ui/words';

export interface GridColumn {
  id: string;
  label: MessageKey;
  /** Null where there is nothing to sort by. */
  sortKey: SortKey | null;
  isNumber: boolean;
}

const column = (id: string, label: MessageKey, sortKey: SortKey | null, isNumber = false) => ({
  id,
  label,
  sortKey,
  isNumber,
});

export const GRID_COLUMNS: readonly GridColumn[] = [
  column('star', 'popup_column_star', null),
  column('rank', 'popup_column_rank', null, true),
  column('symbol', 'popup_column_symbol', 'symbol'),
  column('venue', 'popup_column_venue', 'venue'),
  column('score', 'popup_column_score', 'score'),
  column('side', 'popup_column_side', 'bias'),
  column('regime', 'popup_column_regime', 'regime'),
  ...FACTORS.map((factor) => column(factor, `popup_column_${factor}`, factor, true)),
  column('change', 'popup_column_change', 'change', true),
  column('trend', 'popup_column_trend', null),
];

/** Where the width is not called like the column. */
const WIDTHS: Partial<Record<string, string>> = {
  star: '24px',
  symbol: 'var(--name)',
  side: 'var(--side-word)',
};

/** The grid's template, with the widths of widths.css; an input without one there gets the default. */
export const GRID_TEMPLATE = GRID_COLUMNS.map(({ id }) => WIDTHS[id] ?? `var(--${id}, 58px)`).join(
  ' ',
);
