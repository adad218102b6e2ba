import { useLayoutEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { ChartId, ChartLines } from '../../../lib/board/chart-lines';
import type { ChartSpan } from '../../../lib/board/chart-view';
import type { Thresholds } from '../../../lib/domain/band';
import type { Colours } from './colours';
import { gapsToPaint } from './paint';
import { plotData, plotOptions } from './plot-options';

export interface ChartPanelProps {
  chart: ChartId;
  label: string;
  /** The value under the cursor, or the newest. */
  text: string;
  lines: ChartLines;
  view: ChartSpan;
  /** Index of the sample under the cursor; null: none. */
  at: number | null;
  /** px */
  width: number;
  height: number;
  colours: Colours;
  thresholds: Thresholds;
  onPoint: (index: number | null) => void;
  onSelect: (view: ChartSpan) => void;
  onReset: () => void;
}

/** One chart. Created once per size and theme; data, view and cursor are updated in it. */
export function ChartPanel(props: ChartPanelProps) {
  const { chart, lines, view, at, width, height, colours, thresholds } = props;
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const drawn = useRef(lines);
  const now = useRef(props);
  now.current = props;

  useLayoutEffect(() => {
    const target = place.current;
    if (target === null || width <= 0) return undefined;
    const made = new uPlot(
      plotOptions({
        chart,
        width,
        height,
        colours,
        thresholds,
        gaps: () => gapsToPaint(now.current.lines),
        onPoint: (index) => now.current.onPoint(index),
        onSelect: (fromMs, toMs) => now.current.onSelect({ fromMs, toMs }),
        onReset: () => now.current.onReset(),
      }),
      plotData(chart, now.current.lines),
      target,
    );
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = null;
    };
  }, [chart, width, height, colours, thresholds]);

  useLayoutEffect(() => {
    // A chart that was just created has its data.
    if (drawn.current === lines) return;
    drawn.current = lines;
    plot.current?.setData(plotData(chart, lines), false);
  }, [chart, lines]);

  useLayoutEffect(() => {
    plot.current?.setScale('x', { min: view.fromMs, max: view.toMs });
  }, [view, lines, width, height, colours, thresholds]);

  useLayoutEffect(() => {
    const made = plot.current;
    if (made === null) return;
    const atMs = at === null ? undefined : lines.atMs[at];
    const left = atMs === undefined ? -10 : made.valToPos(atMs, 'x');
    // The chart under the pointer has its own cursor.
    if (!made.over.matches(':hover')) made.setCursor({ left, top: at === null ? -10 : 0 }, false);
  }, [at, lines, view]);

  return (
    <figure class={`chart chart-${chart}`}>
      <figcaption>
        <span>{props.label}</span>
        <b>{props.text}</b>
      </figcaption>
      <div
        ref={place}
        class="chart-place"
        style={{ height: `${height}px` }}
        onMouseLeave={() => props.onPoint(null)}
      />
    </figure>
  );
}
