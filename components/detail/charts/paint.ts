/** Painted behind the lines: the bands of the score, and gaps. */
import type uPlot from 'uplot';
import type { Thresholds } from '../../../lib/domain/band';
import type { Colours } from './colours';

const STRENGTH = { lean: 0.05, stretched: 0.11, stressed: 0.2 };

/** The bands of both sides, by their intensity. */
export function paintBands(plot: uPlot, thresholds: Thresholds, colours: Colours): void {
  const { lean, stretched, stressed } = thresholds;
  const zones = [
    [lean, stretched, STRENGTH.lean],
    [stretched, stressed, STRENGTH.stretched],
    [stressed, 100, STRENGTH.stressed],
  ] as const;
  for (const [from, to, strength] of zones) {
    fill(plot, from, to, `rgb(${colours.longRgb} / ${strength})`);
    fill(plot, -to, -from, `rgb(${colours.shortRgb} / ${strength})`);
  }
}

function fill(plot: uPlot, from: number, to: number, colour: string): void {
  const { left, top, width, height } = plot.bbox;
  const clipped = (y: number) => Math.max(top, Math.min(top + height, y));
  const upper = clipped(plot.valToPos(to, 'y', true));
  const lower = clipped(plot.valToPos(from, 'y', true));
  if (lower <= upper) return;
  plot.ctx.fillStyle = colour;
  plot.ctx.fillRect(left, upper, width, lower - upper);
}

/** Gaps, hatched: neither zero nor a line. */
export function paintGaps(plot: uPlot, gaps: readonly PaintedGap[], colours: Colours): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  for (const { fromMs, toMs } of gaps) {
    const left = Math.max(bbox.left, plot.valToPos(fromMs, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(toMs, 'x', true));
    if (right > left) ctx.rect(left, bbox.top, right - left, bbox.height);
  }
  ctx.clip();
  ctx.fillStyle = colours.sunken;
  ctx.fillRect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.strokeStyle = colours.line;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  const apart = 7 * devicePixelRatio;
  for (let x = bbox.left - bbox.height; x < bbox.left + bbox.width; x += apart) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.stroke();
  ctx.restore();
}

export interface PaintedGap {
  fromMs: number;
  toMs: number;
}

/** From the end of the last sample to the next one. */
export function gapsToPaint(lines: {
  atMs: readonly number[];
  isSample: readonly boolean[];
}): PaintedGap[] {
  return lines.atMs.flatMap((fromMs, index) =>
    lines.isSample[index] ? [] : [{ fromMs, toMs: lines.atMs[index + 1] ?? fromMs }],
  );
}

/** A gradient: long above zero, short below. */
export function sideStroke(plot: uPlot, colours: Colours): CanvasGradient | string {
  const { top, height } = plot.bbox;
  const zero = plot.valToPos(0, 'y', true);
  const share = Math.max(0, Math.min(1, (zero - top) / height));
  if (!Number.isFinite(share)) return colours.text;
  const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
  gradient.addColorStop(0, colours.long);
  gradient.addColorStop(share, colours.long);
  gradient.addColorStop(share, colours.short);
  gradient.addColorStop(1, colours.short);
  return gradient;
}
