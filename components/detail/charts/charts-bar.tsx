import type { ChartLines } from '../../../lib/board/chart-lines';
import { shownIn } from '../../../lib/board/chart-lines';
import type { Range } from '../../../lib/board/chart-view';
import { RANGES } from '../../../lib/board/chart-view';
import { useWords } from '../../ui/words';
import { chartMomentWords } from './chart-text';
import type { ChartView } from './use-view';

interface ChartsBarProps {
  lines: ChartLines;
  range: Range;
  onRange: (range: Range) => void;
  view: ChartView;
  isTable: boolean;
  onTable: () => void;
}

/** Range, zoom and table; and a legend for dashes and shades where there are any. */
export function ChartsBar({ lines, range, onRange, view, isTable, onTable }: ChartsBarProps) {
  const t = useWords();
  const { fromMs, toMs } = view.view;
  const key = shownIn(lines, view.view);
  const pointedMs = view.at === null ? undefined : lines.atMs[view.at];
  return (
    <div class="charts-bar">
      <fieldset class="ranges">
        <legend class="sr-only">{t('detail_range')}</legend>
        {RANGES.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="range"
              checked={each === range}
              onChange={() => onRange(each)}
            />
            <span>{t(`detail_range_${each}`)}</span>
          </label>
        ))}
      </fieldset>
      <span class="zoom">
        <button type="button" onClick={() => view.zoom(0.5)} aria-label={t('detail_zoom_in')}>
          +
        </button>
        <button
          type="button"
          onClick={() => view.zoom(2)}
          disabled={!view.isZoomed}
          aria-label={t('detail_zoom_out')}
        >
          −
        </button>
        {view.isZoomed && (
          <button type="button" onClick={view.reset}>
            {t('detail_zoom_reset')}
          </button>
        )}
      </span>
      <button type="button" class="as-table" aria-pressed={isTable} onClick={onTable}>
        {t('detail_table')}
      </button>
      <span class="charts-when">
        {pointedMs === undefined
          ? `${chartMomentWords(fromMs)} – ${chartMomentWords(toMs)}`
          : chartMomentWords(pointedMs)}
      </span>
      {(key.backFilled || key.means || key.gaps) && (
        <span class="keys-of-charts">
          {key.backFilled && <span class="key-filled">{t('detail_back_filled')}</span>}
          {key.means && <span class="key-means">{t('detail_means')}</span>}
          {key.gaps && <span class="key-gap">{t('detail_no_record')}</span>}
        </span>
      )}
    </div>
  );
}
