/** What the charts say in words at a moment. */
import type { ChartId, ChartLines } from '../../../lib/board/chart-lines';
import { CHARTS } from '../../../lib/board/chart-lines';
import { CHARTED_INPUTS } from '../../../lib/domain/inputs';
import { recordOf } from '../../../lib/domain/record-of';
import type { Perp } from '../../../lib/domain/perp';
import type { Words } from '../../ui/words';
import { valueText } from './numbers';
import { momentWords } from './times';

/** The charts' names, with their units; what a funding rate is per stands beside each, as it changes. */
export function chartLabels(
  t: Words,
  { baseAsset, quoteAsset, openInterestSides }: Perp,
): Record<ChartId, string> {
  // As the venue's own pages have it, which is twice what combined rows and files say it is worth.
  const openInterest = openInterestSides === 2 ? 'detail_chart_oi_both' : 'detail_chart_oi';
  return {
    score: t('detail_chart_score'),
    coins: t(openInterest, baseAsset),
    usd: t(openInterest, quoteAsset),
    ...recordOf(CHARTED_INPUTS, (id) => t(`input_${id}`)),
    price: t('popup_fact_mark'),
  };
}

export function textAt(t: Words, chart: ChartId, lines: ChartLines, at: number | null): string {
  const value = at === null ? null : (lines.values[chart][at] ?? null);
  const text = valueText(chart, value);
  const hours = at === null || value === null ? null : (lines.periodHours[at] ?? null);
  // A half hour with both periods in it has none.
  return chart === 'funding' && Number.isInteger(hours)
    ? text + t('popup_per_hours', String(hours))
    : text;
}

/** One sentence with every value at a moment, for those who hear the charts. */
export function sentenceAt(
  t: Words,
  lines: ChartLines,
  labels: Record<ChartId, string>,
  at: number | null,
): string {
  const atMs = at === null ? undefined : lines.atMs[at];
  if (at === null || atMs === undefined) return '';
  const values = CHARTS.map((chart) => `${labels[chart]} ${textAt(t, chart, lines, at)}`);
  const filled = lines.own.coins[at] === null && lines.backFilled.coins[at] !== null;
  return `${momentWords(atMs)}: ${values.join(', ')}${filled ? ` (${t('detail_back_filled')})` : ''}`;
}
