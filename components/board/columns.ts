/** The board's columns, from left to right. Which of them show is a matter of width, and so of grid.css. */
import type { SortKey } from '../../lib/board/sorting';
import type { Factor } from '../../lib/domain/inputs';
import type { MessageKey } from '../ui/words';

export interface Column {
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

export const COLUMNS: readonly Column[] = [
  column('star', 'popup_column_star', null),
  column('rank', 'popup_column_rank', null, true),
  column('symbol', 'popup_column_symbol', 'symbol'),
  column('venue', 'popup_column_venue', 'venue'),
  column('score', 'popup_column_score', 'score'),
  column('side', 'popup_column_side', 'bias'),
  column('regime', 'popup_column_regime', 'regime'),
  column('oi1h', 'popup_column_oi1h', 'oi1h', true),
  column('oi4h', 'popup_column_oi4h', 'oi4h', true),
  column('oi24h', 'popup_column_oi24h', 'oi24h', true),
  column('funding', 'popup_column_funding', 'funding', true),
  column('basis', 'popup_column_basis', 'basis', true),
  column('change', 'popup_column_change', 'change', true),
  column('trend', 'popup_column_trend', null),
];

export const NUMBER_FACTORS: readonly Factor[] = ['oi1h', 'oi4h', 'oi24h', 'funding', 'basis'];
