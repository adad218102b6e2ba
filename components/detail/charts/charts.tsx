import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ChartId, ChartLines } from '../../../lib/board/chart-lines';
import { CHARTS } from '../../../lib/board/chart-lines';
import type { Range } from '../../../lib/board/chart-view';
import type { Perp } from '../../../lib/domain/perp';
import type { Settings } from '../../../lib/settings/settings';
import { useWords } from '../../ui/words';
import { ChartPanel } from './chart-panel';
import { ChartsBar } from './charts-bar';
import { coloursOf } from './colours';
import { chartLabels, sentenceAt, textAt } from './chart-text';
import { SamplesTable } from './samples-table';
import { useDrawnMark } from './use-drawn-mark';
import { useView } from './use-view';
import { useWidth } from './use-width';

interface ChartsProps {
  perp: Perp;
  lines: ChartLines;
  range: Range;
  onRange: (range: Range) => void;
  /** Time of the newest board, ms on the exchange's clock. */
  nowMs: number;
  settings: Settings;
}

/** px between two columns of charts. */
const GAP = 16;
/** Minimum width for two columns, px. */
const TWO_FROM = 560;

/** All charts of one symbol, with a common time range and cursor. */
export function Charts(props: ChartsProps) {
  const { perp, lines, range, nowMs, settings } = props;
  const { symbol } = perp;
  const t = useWords();
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const [isTable, setTable] = useState(false);
  const view = useView(lines, range, nowMs);
  const labels = useMemo(() => chartLabels(t, perp), [t, perp]);
  const colours = useColours(place, settings);
  useDrawnMark(width > 0 && colours !== null, `${symbol} ${range}`);
  const newest = lines.isSample.lastIndexOf(true);
  const at = view.at ?? (newest < 0 ? null : newest);
  const sizeOf = (chart: ChartId) => {
    const isWide = chart === 'score' || chart === 'price' || width < TWO_FROM;
    return { width: isWide ? width : (width - GAP) / 2, height: chart === 'score' ? 168 : 104 };
  };
  return (
    <section class="charts" aria-label={t('detail_charts', symbol)}>
      <ChartsBar {...{ ...props, symbol, view, isTable }} onTable={() => setTable(!isTable)} />
      <div ref={place}>
        {isTable ? (
          <SamplesTable {...{ symbol, lines, labels, view: view.view }} />
        ) : (
          <div
            class="charts-grid"
            role="slider"
            tabIndex={0}
            aria-label={t('detail_cursor', symbol)}
            aria-valuemin={0}
            aria-valuemax={Math.max(0, newest)}
            aria-valuenow={Math.max(0, at ?? 0)}
            aria-valuetext={sentenceAt(t, lines, labels, at)}
            onKeyDown={(event) => {
              if (event.ctrlKey || event.altKey || event.metaKey) return;
              if (view.press(event.key)) event.preventDefault();
            }}
          >
            {colours &&
              CHARTS.map((chart) => (
                <ChartPanel
                  key={chart}
                  {...{ chart, lines, colours, label: labels[chart], ...sizeOf(chart) }}
                  text={textAt(t, chart, lines, at)}
                  view={view.view}
                  at={view.at}
                  thresholds={settings.thresholds}
                  onPoint={view.point}
                  onSelect={view.select}
                  onReset={view.reset}
                />
              ))}
          </div>
        )}
      </div>
      <p class="sr-only" role="status">
        {sentenceAt(t, lines, labels, view.at)}
      </p>
    </section>
  );
}

/** Read again when the theme changes. */
function useColours(place: RefObject<HTMLElement>, { theme, palette }: Settings) {
  const [colours, setColours] = useState<ReturnType<typeof coloursOf> | null>(null);
  // Before the first paint, so that it includes the charts.
  useLayoutEffect(() => {
    const root = document.documentElement;
    const read = () => {
      if (place.current !== null) setColours(coloursOf(place.current));
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(root, { attributeFilter: ['data-theme', 'data-palette'] });
    return () => observer.disconnect();
  }, [place, theme, palette]);
  return colours;
}
