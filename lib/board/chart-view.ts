/** The span of time that the charts show, and the cursor. Pure; ms on the exchange's clock. */
import { DAY_MS } from '../domain/time';

export const RANGES = ['day', 'week', 'month'] as const;
export type Range = (typeof RANGES)[number];

const RANGE_MS: Record<Range, number> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
};

/** ms. */
export interface ChartSpan {
  fromMs: number;
  toMs: number;
}

/** The smallest span: six samples of 5 minutes. */
const LEAST_MS = 30 * 60_000;

export function wholeView(range: Range, nowMs: number): ChartSpan {
  return { fromMs: nowMs - RANGE_MS[range], toMs: nowMs };
}

/** Zooms by `factor` (below 1: in) around a time that stays in place, within the whole range. */
export function zoomed(
  view: ChartSpan,
  factor: number,
  aroundMs: number,
  whole: ChartSpan,
): ChartSpan {
  const length = Math.max(LEAST_MS, (view.toMs - view.fromMs) * factor);
  const share = (aroundMs - view.fromMs) / (view.toMs - view.fromMs);
  const fromMs = aroundMs - share * length;
  return clampedTo({ fromMs, toMs: fromMs + length }, whole);
}

export function clampedTo(view: ChartSpan, whole: ChartSpan): ChartSpan {
  const length = Math.max(LEAST_MS, view.toMs - view.fromMs);
  if (length >= whole.toMs - whole.fromMs) return whole;
  const fromMs = Math.max(whole.fromMs, Math.min(whole.toMs - length, view.fromMs));
  return { fromMs, toMs: fromMs + length };
}

export type CursorStep = 'back' | 'forward' | 'page-back' | 'page-forward' | 'first' | 'last';
const STEPS: Record<CursorStep, number> = {
  back: -1,
  forward: 1,
  'page-back': -12,
  'page-forward': 12,
  first: -Infinity,
  last: Infinity,
};

/**
 * Index of the sample to move the cursor to, within the view; null when there is none. Without a cursor it starts at
 * the newest.
 */
export function stepTo(
  from: number | null,
  step: CursorStep,
  { atMs, isSample }: { atMs: readonly number[]; isSample: readonly boolean[] },
  view: ChartSpan,
): number | null {
  const inSight = atMs.flatMap((at, index) =>
    isSample[index] && at >= view.fromMs && at <= view.toMs ? [index] : [],
  );
  const at = from === null ? -1 : inSight.findIndex((index) => index >= from);
  const last = inSight.length - 1;
  const next = at < 0 && step !== 'first' ? last : at + STEPS[step];
  return inSight[Math.max(0, Math.min(last, next))] ?? null;
}

/** At most about a hundred samples of the view for a table: the newest of each of equal steps. */
export function tableRows(
  { atMs, isSample }: { atMs: readonly number[]; isSample: readonly boolean[] },
  view: ChartSpan,
): number[] {
  const stretchMs = recordedSpan(view.toMs - view.fromMs);
  const rows = new Map<number, number>();
  atMs.forEach((at, index) => {
    const stretch = Math.floor(at / stretchMs);
    if (isSample[index] && at >= view.fromMs && at <= view.toMs) rows.set(stretch, index);
  });
  return [...rows.values()].reverse();
}

export function recordedSpan(lengthMs: number): number {
  const minutes = [5, 15, 30, 60, 120, 240, 480].find((m) => lengthMs / (m * 60_000) <= 100) ?? 720;
  return minutes * 60_000;
}
