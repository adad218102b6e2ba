import { nextSort } from '../../lib/board/sorting';
import type { SortKey } from '../../lib/board/sorting';
import type { BoardState } from '../../lib/board/store';
import { useWords } from '../ui/words';
import type { MessageKey } from '../ui/words';
import { useBoard, useTools } from './access';
import type { Column } from './columns';
import { COLUMNS } from './columns';

const sortOf = ({ sort }: BoardState) => sort;
const viewOf = ({ view }: BoardState) => view;

export function GridHeader() {
  return (
    <div role="row" class="grid-header" aria-rowindex={1}>
      {COLUMNS.map((column) => (
        <HeaderCell key={column.id} column={column} />
      ))}
    </div>
  );
}

const TITLES: Partial<Record<SortKey, MessageKey>> = {
  funding: 'popup_column_funding_title',
  change: 'popup_column_change_title',
};

function HeaderCell({ column: { id, label, sortKey, isNumber } }: { column: Column }) {
  const t = useWords();
  const { store } = useTools();
  const sort = useBoard(sortOf);
  const view = useBoard(viewOf);
  const className = `c-${id}${isNumber ? ' num' : ''}`;
  if (sortKey === null) {
    return (
      <div role="columnheader" class={className}>
        <span class={id === 'star' ? 'sr-only' : ''}>{t(label)}</span>
      </div>
    );
  }
  const isSorted = sort.key === sortKey;
  return (
    <div
      role="columnheader"
      class={className}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        title={t(TITLES[sortKey] ?? 'popup_sort_by')}
        onClick={() => store.change({ sort: nextSort(sort, sortKey, view) })}
      >
        {t(id === 'venue' && view === 'all' ? 'popup_column_venues' : label)}
      </button>
    </div>
  );
}
