import { useMemo, useRef } from 'preact/hooks';
import type { BoardState } from '../../lib/board/store';
import type { PerpKey } from '../../lib/domain/venue';
import { topOf, totalHeight } from '../../lib/board/window';
import { useWords } from '../ui/words';
import { useBoard } from './access';
import { GridHeader } from './grid-header';
import { HEADER_HEIGHT, ROW_HEIGHT } from './measures';
import { OpenPanel } from './open-panel';
import { rowId } from './row';
import { GridRows } from './grid-rows';
import { useFirstPaintMark } from './use-first-paint-mark';
import { useGridClicks } from './use-grid-clicks';
import { useHeight } from './use-height';
import { useSteadyScroll } from './use-steady-scroll';
import { useWindow } from './use-window';

/** px */
const PANEL_ESTIMATE = 232;

const whole = (state: BoardState) => state;

/** All rows as a tree grid: the focus stays on it, the selected row is its active descendant. */
export function Grid({ onStar }: { onStar: (key: PerpKey) => void }) {
  const t = useWords();
  const state = useBoard(whole);
  const { shown, shownCount, selected, open, summary } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const indexes = useMemo(() => new Map(shown.map(({ key }, index) => [key, index])), [shown]);
  const selectedIndex = (selected && indexes.get(selected)) ?? -1;
  const openIndex = (open && indexes.get(open)) ?? -1;
  const panelHeight = useHeight(panel, openIndex < 0 ? null : open, PANEL_ESTIMATE);
  const layout = { count: shownCount, rowHeight: ROW_HEIGHT, openIndex, panelHeight };
  const slice = useWindow(scroller, layout, HEADER_HEIGHT);
  const viewHeight = () => (scroller.current?.clientHeight ?? HEADER_HEIGHT) - HEADER_HEIGHT;
  useSteadyScroll(scroller, { state, layout, selectedIndex, viewHeight });
  useGridClicks(scroller, onStar);
  useFirstPaintMark(shown.length > 0);

  const isManyVenues = state.venues.length > 1;
  const isDrawn = selectedIndex >= slice.first && selectedIndex < slice.end;
  const openRow = shown[openIndex];
  return (
    <div
      ref={scroller}
      class="grid"
      role="treegrid"
      tabIndex={0}
      aria-label={t('popup_grid')}
      aria-rowcount={shownCount + 1 + (openRow ? 1 : 0)}
      {...(isDrawn && selected !== null && { 'aria-activedescendant': rowId(selected) })}
      data-venues={isManyVenues ? 'many' : 'one'}
      style={{ '--rank-digits': Math.max(3, String(summary.ranked).length) }}
    >
      <GridHeader />
      <div class="sheet" role="rowgroup" style={{ height: `${totalHeight(layout)}px` }}>
        <GridRows {...{ state, layout, slice, isManyVenues }} />
        {openRow && (
          <OpenPanel
            key={openRow.key}
            row={openRow}
            rowIndex={openIndex + 3}
            top={topOf(openIndex, layout) + ROW_HEIGHT}
            panel={panel}
          />
        )}
      </div>
    </div>
  );
}
