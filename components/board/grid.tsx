/** All rows as a virtual list: the rows in view, the panel under the open one, and clicks on them. */
import type { RefObject } from 'preact';
import { useMemo, useRef, useEffect, useLayoutEffect } from 'preact/hooks';
import { fundingUnitOf } from '../../lib/board/columns';
import { rowAgeMs } from '../../lib/board/freshness';
import type { RankedRow } from '../../lib/board/rows';
import type { BoardState } from '../../lib/board/store';
import type { Layout, Slice } from '../../lib/board/virtual-list';
import { topOf, totalHeight } from '../../lib/board/virtual-list';
import { isStaleAge } from '../../lib/domain/age';
import { staleAfterMs } from '../../lib/domain/board';
import type { PerpKey } from '../../lib/domain/venue';
import { afterPaint } from '../ui/after-paint';
import { ageWords } from '../ui/times';
import { useLazy } from '../ui/use-lazy';
import { useNow } from '../ui/use-now';
import { useWords } from '../ui/words';
import { useBoardState, useVenueName, useTools } from './access';
import { GRID_TEMPLATE } from './columns';
import { GridHeader } from './grid-header';
import { HEADER_HEIGHT, ROW_HEIGHT, useHeight, useSteadyScroll, useWindow } from './grid-scroll';
import { rowId, Row } from './row';

/** px */
const PANEL_ESTIMATE = 232;

const whole = (state: BoardState) => state;

/** All rows as a tree grid: the focus stays on it, the selected row is its active descendant. */
export function Grid({ onStar }: { onStar: (key: PerpKey) => void }) {
  const t = useWords();
  const state = useBoardState(whole);
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
      style={{
        '--columns': GRID_TEMPLATE,
        '--rank-digits': Math.max(3, String(summary.ranked).length),
      }}
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

const ROW_AGE_TICK_MS = 10_000;

/** The drawn slice of the rows. */
function GridRows(props: {
  state: BoardState;
  layout: Layout;
  slice: Slice;
  isManyVenues: boolean;
}) {
  const { state, layout, slice } = props;
  const t = useWords();
  const nowMs = useNow(ROW_AGE_TICK_MS);
  const venueName = useVenueName();
  const { shown, watched, settings } = state;
  const oldMs = staleAfterMs(settings.refreshPeriodMinutes);
  const skews = new Map(state.known?.statuses.map((s) => [s.venue, s.clockSkewMs]));
  const staleWords = (row: RankedRow) => {
    // The age of an asset is that of its largest market; older parts are marked in its reasons.
    const main = row.combined?.parts[0];
    const venue = main?.venue ?? row.venue;
    const ageMs = rowAgeMs(main?.perpState ?? row, nowMs, skews.get(venue) ?? 0);
    return ageMs !== null && isStaleAge(ageMs, oldMs) ? ageWords(t, ageMs) : null;
  };
  const isWatched = (row: RankedRow | undefined) => row !== undefined && watched.has(row.key);
  return (
    <>
      {shown.slice(slice.first, slice.end).map((row, offset) => {
        const index = slice.first + offset;
        const isBelowPanel = layout.openIndex >= 0 && index > layout.openIndex;
        return (
          <Row
            key={row.key}
            row={row}
            rowIndex={index + (isBelowPanel ? 3 : 2)}
            top={topOf(index, layout)}
            isSelected={row.key === state.selected}
            isOpen={row.key === state.open}
            isWatched={isWatched(row)}
            isLastWatched={isWatched(row) && !isWatched(shown[index + 1])}
            staleWords={staleWords(row)}
            trend={state.trendOf?.(row) ?? null}
            fundingUnit={fundingUnitOf(row, settings.fundingUnit)}
            nameOf={props.isManyVenues ? venueName : null}
            t={t}
          />
        );
      })}
    </>
  );
}

const loadWhy = () => import('../detail/why-panel').then(({ WhyPanel }) => WhyPanel);

interface OpenPanelProps {
  row: RankedRow;
  rowIndex: number;
  top: number;
  panel: RefObject<HTMLDivElement>;
}

/** The panel under the open row. Its code is loaded when the first row is opened. */
function OpenPanel({ row, rowIndex, top, panel }: OpenPanelProps) {
  const t = useWords();
  const { loaded: Why, failed } = useLazy(loadWhy);
  return (
    <div
      ref={panel}
      role="row"
      class="open-panel"
      aria-level={2}
      aria-rowindex={rowIndex}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" class="open-panel-cell">
        {Why && <Why row={row} />}
        {failed && <p class="open-panel-failed">{t('popup_part_failed')}</p>}
      </div>
    </div>
  );
}

/**
 * One listener for all rows: the star toggles the watchlist, the venue's mark filters by it, anywhere else on a row
 * toggles its reasons.
 */
function useGridClicks(grid: RefObject<HTMLElement>, onStar: (key: PerpKey) => void): void {
  const { store } = useTools();
  useEffect(() => {
    const element = grid.current;
    if (element === null) return undefined;
    const onClick = ({ target }: MouseEvent) => {
      if (!(target instanceof Element)) return;
      const key = target.closest('[data-key]')?.getAttribute('data-key');
      if (key === null || key === undefined) return;
      const { shown, open, venue } = store.getState();
      const row = shown.find((candidate) => candidate.key === key);
      if (row === undefined) return;
      if (target.closest('[data-star]') !== null) onStar(row.key);
      else if (target.closest('[data-venue]') !== null) {
        store.change({ venue: venue === row.venue ? null : row.venue });
      } else store.change({ selected: row.key, open: open === row.key ? null : row.key });
    };
    element.addEventListener('click', onClick);
    return () => element.removeEventListener('click', onClick);
  }, [grid, onStar, store]);
}

/** Performance mark: the first ranked rows are painted. Set in the frame after them; tests and benches read it. */
const PAINTED_MARK = 'board:painted';

function useFirstPaintMark(hasRows: boolean): void {
  useLayoutEffect(() => {
    if (!hasRows || performance.getEntriesByName(PAINTED_MARK).length > 0) return;
    afterPaint(() => {
      if (performance.getEntriesByName(PAINTED_MARK).length === 0) performance.mark(PAINTED_MARK);
    });
  }, [hasRows]);
}
