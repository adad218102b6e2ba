import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Range, CursorStep, ChartSpan } from '../../../lib/board/chart-view';
import { stepTo, wholeView, clampedTo, zoomed } from '../../../lib/board/chart-view';
import type { ChartLines } from '../../../lib/board/chart-lines';

export interface ChartView {
  view: ChartSpan;
  isZoomed: boolean;
  /** Index of the sample under the cursor. */
  at: number | null;
  point: (at: number | null) => void;
  select: (view: ChartSpan) => void;
  zoom: (factor: number) => void;
  reset: () => void;
  /** True when the key was handled. */
  press: (key: string) => boolean;
}

const STEPS: Readonly<Record<string, CursorStep>> = {
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  PageUp: 'page-back',
  PageDown: 'page-forward',
  Home: 'first',
  End: 'last',
};

/** The time range and cursor that all charts share. A new range resets the zoom. */
export function useView(lines: ChartLines, range: Range, nowMs: number): ChartView {
  const whole = useMemo(() => wholeView(range, nowMs), [range, nowMs]);
  const [zoom, setZoom] = useState<{ range: Range; view: ChartSpan } | null>(null);
  const [at, point] = useState<number | null>(null);
  const own = zoom?.range === range ? zoom.view : null;
  const view = own ?? whole;
  const select = useCallback(
    (next: ChartSpan) => {
      const cut = clampedTo(next, whole);
      setZoom(cut === whole ? null : { range, view: cut });
    },
    [range, whole],
  );
  const zoomBy = (factor: number) => {
    const pointedMs = at === null ? undefined : lines.atMs[at];
    const aroundMs = pointedMs ?? (factor < 1 ? view.toMs : (view.fromMs + view.toMs) / 2);
    select(zoomed(view, factor, aroundMs, whole));
  };
  const reset = useCallback(() => setZoom(null), []);
  const press = (key: string): boolean => {
    const step = STEPS[key];
    if (step !== undefined) point(stepTo(at, step, lines, view));
    else if (key === '+' || key === '=') zoomBy(0.5);
    else if (key === '-') zoomBy(2);
    else if (key === '0') reset();
    else return false;
    return true;
  };
  return { view, isZoomed: own !== null, at, point, select, zoom: zoomBy, reset, press };
}
