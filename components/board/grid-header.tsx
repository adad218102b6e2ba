import type { Sort } from '../../lib/board/sorting';
import { nextSort } from '../../lib/board/sorting';
import type { BoardState } from '../../lib/board/store';
import type { BoardView } from '../../lib/settings/settings';
import { explained } from '../ui/explained';
import { TermButton } from '../ui/term';
import { useWords } from '../ui/words';
import { useBoardState, useTools } from './access';
import type { GridColumn } from './columns';
import { GRID_COLUMNS } from './columns';

const sortOf = ({ sort }: BoardState) => sort;
const viewOf = ({ view }: BoardState) => view;

export function GridHeader() {
  const sort = useBoardState(sortOf);
  const view = useBoardState(viewOf);
  return (
    <div role="row" class="grid-header" aria-rowindex={1}>
      {GRID_COLUMNS.map((column) => (
        <HeaderCell key={column.id} {...{ column, sort, view }} />
      ))}
    </div>
  );
}

interface HeaderCellProps {
  column: GridColumn;
  sort: Sort;
  view: BoardView;
}

/** A press sorts; hover, focus, a long press and `i` explain. Where there is nothing to sort, a press explains, too. */
function HeaderCell({ column, sort, view }: HeaderCellProps) {
  const { id, label, sortKey, isNumber } = column;
  const t = useWords();
  const { store } = useTools();
  const className = `c-${id}${isNumber ? ' num' : ''}`;
  if (sortKey === null) {
    return (
      <div role="columnheader" class={className}>
        <TermButton id={id}>
          <span class={id === 'star' ? 'sr-only' : ''}>{t(label)}</span>
        </TermButton>
      </div>
    );
  }
  const isSorted = sort.key === sortKey;
  return (
    <div
      role="columnheader"
      class={className}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      {...explained(id)}
    >
      <button type="button" onClick={() => store.change({ sort: nextSort(sort, sortKey, view) })}>
        {t(id === 'venue' && view === 'all' ? 'popup_column_venues' : label)}
      </button>
    </div>
  );
}
