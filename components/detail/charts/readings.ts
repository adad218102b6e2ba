/** What the charts say in words at a moment. */
import type { ChartId, ChartLines } from '../../../lib/board/chart-lines';
import { CHARTS } from '../../../lib/board/chart-lines';
import type { Words } from '../../ui/words';
import { valueText } from './numbers';
import { momentWords } from './times';

/** The charts' names, with their units. `periodHours`: of the funding as shown; null when it is not one for all. */
export function chartLabels(
  t: Words,
  baseAsset: string,
  quoteAsset: string,
  periodHours: number | null,
): Record<ChartId, string> {
  return {
    score: t('detail_chart_score'),
    coins: t('detail_chart_oi', baseAsset),
    usd: t('detail_chart_oi', quoteAsset),
    funding:
      periodHours === null
        ? t('factor_funding')
        : `${t('factor_funding')} ${t('popup_per_hours', String(periodHours))}`,
    basis: t('factor_basis'),
    price: t('popup_fact_mark'),
  };
}

export function textAt(chart: ChartId, { values }: ChartLines, at: number | null): string {
  return valueText(chart, at === null ? null : (values[chart][at] ?? null));
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
  const values = CHARTS.map((chart) => `${labels[chart]} ${textAt(chart, lines, at)}`);
  const filled = lines.own.coins[at] === null && lines.backFilled.coins[at] !== null;
  return `${momentWords(atMs)}: ${values.join(', ')}${filled ? ` (${t('detail_back_filled')})` : ''}`;
}
