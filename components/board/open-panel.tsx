import type { RefObject } from 'preact';
import type { RankedRow } from '../../lib/board/rows';
import { useWords } from '../ui/words';
import { useLazy } from '../ui/use-lazy';

const loadWhy = () => import('../detail/why-panel').then(({ WhyPanel }) => WhyPanel);

interface OpenPanelProps {
  row: RankedRow;
  rowIndex: number;
  top: number;
  panel: RefObject<HTMLDivElement>;
}

/** The place under the open row. Its content is loaded when the first row is opened. */
export function OpenPanel({ row, rowIndex, top, panel }: OpenPanelProps) {
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
