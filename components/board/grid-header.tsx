import { nextSort } from '../../lib/board/sorting';
import type { SortKey } from '../../lib/board/sorting';
import type { BoardState } from '../../lib/board/store';
import type { ModelId } from '../../lib/domain/score';
import { useWords } from '../ui/words';
import type { MessageKey } from '../ui/words';
import { useBoardState, useTools } from './access';
import type { GridColumn } from './columns';
import { GRID_COLUMNS } from './columns';

const sortOf = ({ sort }: BoardState) => sort;
const viewOf = ({ view }: BoardState) => view;

export function GridHeader() {
  return (
    <div role="row" class="grid-header" aria-rowindex={1}>
      {GRID_COLUMNS.map((column) => (
        <HeaderCell key={column.id} column={column} />
      ))}
    </div>
  );
}

const modelOf = ({ settings }: BoardState) => settings.model;

/** Models read funding differently; the title follows the chosen unit. */
function titleOf(key: SortKey, model: ModelId): MessageKey {
  if (key === 'funding') return `popup_column_funding_${model}`;
  return key === 'change' ? 'popup_column_change_title' : 'popup_sort_by';
}

function HeaderCell({ column: { id, label, sortKey, isNumber } }: { column: GridColumn }) {
  const t = useWords();
  const { store } = useTools();
  const sort = useBoardState(sortOf);
  const view = useBoardState(viewOf);
  const model = useBoardState(modelOf);
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
        title={t(titleOf(sortKey, model))}
        onClick={() => store.change({ sort: nextSort(sort, sortKey, view) })}
      >
        {t(id === 'venue' && view === 'all' ? 'popup_column_venues' : label)}
      </button>
    </div>
  );
}
