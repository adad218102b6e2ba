/** uPlot's options for one chart. */
import type uPlot from 'uplot';
import type { ChartId, ChartLines } from '../../../lib/board/chart-lines';
import type { Thresholds } from '../../../lib/domain/band';
import type { Colours } from './colours';
import { axisTexts, hasTwoSides } from './chart-text';
import type { PaintedGap } from './paint';
import { paintBands, paintGaps, sideStroke } from './paint';
import { timeSplits, timeTexts } from './time-axis';

/** px to the right of the plot, for labels that overhang. */
const RIGHT = 8;
/** A sample time for measuring: other labels are about as wide. */
const NOON_MS = 43_260_000;

export interface PlotFrame {
  chart: ChartId;
  width: number;
  height: number;
  colours: Colours;
  thresholds: Thresholds;
  /** Called at each draw. */
  gaps: () => readonly PaintedGap[];
  /** The sample under the pointer; null when it has left. */
  onPoint: (index: number | null) => void;
  onSelect: (fromMs: number, toMs: number) => void;
  onReset: () => void;
}

export function plotData(chart: ChartId, lines: ChartLines): uPlot.AlignedData {
  const { atMs, own, backFilled, least, most } = lines;
  return chart === 'score'
    ? [atMs, own.score, backFilled.score, most, least]
    : [atMs, own[chart], backFilled[chart]];
}

export function plotOptions(frame: PlotFrame): uPlot.Options {
  const { chart, width, height, colours, thresholds } = frame;
  const hasSides = hasTwoSides(chart);
  const stroke = (plot: uPlot) => (hasSides ? sideStroke(plot, colours) : colours.text);
  const widthOf = textWidths(colours.font);
  const axis = { stroke: colours.quiet, font: colours.font, ticks: { show: false }, gap: 4 };
  const grid = { stroke: colours.line, width: 1 };
  const edge: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } };
  return {
    width,
    height,
    ms: 1,
    padding: [6, RIGHT, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { size: 7, width: 2, fill: colours.ground, stroke: colours.text },
      drag: { x: true, y: false, setScale: false },
      bind: {
        dblclick: () => () => {
          frame.onReset();
          return null;
        },
      },
    },
    scales: { y: { range: (_, least, most) => yRange(chart, least, most, thresholds) } },
    axes: [
      {
        ...axis,
        size: 22,
        space: Math.max(64, ...timeTexts([NOON_MS], 1).map((text) => widthOf(text) + 12)),
        grid: { ...grid, dash: [1, 3] },
        splits: (_, __, leastMs, mostMs, stepMs) => timeSplits(leastMs, mostMs, stepMs),
        values: (plot, splits, _, __, stepMs) => {
          const edge = plot.valToPos(plot.scales['x']?.max ?? 0, 'x') + RIGHT;
          // Labels that the edge would cut off are left out.
          return timeTexts(splits, stepMs).map((text, index) =>
            plot.valToPos(splits[index] ?? 0, 'x') + widthOf(text) / 2 > edge ? '' : text,
          );
        },
      },
      {
        ...axis,
        size: (_, texts: readonly string[] | null) =>
          Math.max(52, ...(texts ?? []).map((text) => widthOf(text) + 6)),
        space: 26,
        grid,
        values: (_, splits) => axisTexts(chart, splits),
      },
    ],
    series: [
      {},
      { stroke, width: 1.5, points: { show: false, filter: isolated, size: 4, fill: stroke } },
      {
        stroke: colours.quiet,
        width: 1.5,
        dash: [2, 3],
        points: { show: false, filter: isolated, size: 4, fill: colours.quiet },
      },
      ...(chart === 'score' ? [edge, edge] : []),
    ],
    ...(chart === 'score' && {
      bands: [{ series: [3, 4], fill: `${colours.quiet}55` }],
    }),
    hooks: {
      drawClear: [
        (plot) => {
          paintGaps(plot, frame.gaps(), colours);
          if (chart === 'score') paintBands(plot, thresholds, colours);
        },
      ],
      setCursor: [
        (plot) => {
          // Ignore cursors that we set, or that a zoom in another chart moved.
          if (plot.over.matches(':hover')) frame.onPoint(plot.cursor.idx ?? null);
        },
      ],
      setSelect: [
        (plot) => {
          const { left, width: selected } = plot.select;
          if (selected < 4) return;
          frame.onSelect(plot.posToVal(left, 'x'), plot.posToVal(left + selected, 'x'));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

/** Padding around the values; the score always includes the first band's threshold, signed values include zero. */
function yRange(
  chart: ChartId,
  least: number | null,
  most: number | null,
  { lean }: Thresholds,
): [number, number] {
  if (chart === 'score') {
    return [
      Math.max(-104, Math.min((least ?? 0) - 6, -lean)),
      Math.min(104, Math.max((most ?? 0) + 6, lean)),
    ];
  }
  const [low, high] = [least ?? 0, most ?? 1];
  const padding = (high - low) * 0.12 || Math.abs(high) * 0.02 || 1;
  if (!hasTwoSides(chart)) return [low - padding, high + padding];
  return [Math.min(low - padding, -padding), Math.max(high + padding, padding)];
}

/** Samples without a neighbour, which need a dot: no line would show them. */
function isolated(plot: uPlot, series: number): number[] | null {
  const values = plot.data[series] ?? [];
  const found: number[] = [];
  for (let at = 0; at < values.length; at += 1) {
    const [before, value, after] = [values[at - 1], values[at], values[at + 1]];
    if (isThere(value) && !isThere(before) && !isThere(after)) found.push(at);
  }
  return found.length > 0 ? found : null;
}

function isThere(value: number | null | undefined): boolean {
  return value !== null && value !== undefined && !Number.isNaN(value);
}

/** Text widths in a font, whole px. Estimated by the number of letters where there is no canvas. */
function textWidths(font: string): (text: string) => number {
  const pen = document.createElement('canvas').getContext('2d');
  if (pen === null) return (text) => text.length * 7;
  pen.font = font;
  return (text) => Math.ceil(pen.measureText(text).width);
}
