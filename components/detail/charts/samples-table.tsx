import type { ChartId, ChartLines } from '../../../lib/board/chart-lines';
import { CHARTS } from '../../../lib/board/chart-lines';
import type { ChartSpan } from '../../../lib/board/chart-view';
import { recordedSpan, tableRows } from '../../../lib/board/chart-view';
import { useWords } from '../../ui/words';
import { gapsToPaint } from './paint';
import { chartMomentWords, textAt } from './chart-text';

/** A scrollable area must be reachable by keyboard. */
const REACHABLE = 0;

interface SamplesTableProps {
  symbol: string;
  lines: ChartLines;
  labels: Record<ChartId, string>;
  view: ChartSpan;
}

/** The charts' data as a table: newest first, with rows for gaps. */
export function SamplesTable({ symbol, lines, labels, view }: SamplesTableProps) {
  const t = useWords();
  const rows = tableRows(lines, view);
  const gaps = gapsToPaint(lines);
  const minutes = recordedSpan(view.toMs - view.fromMs) / 60_000;
  return (
    <div
      class="samples"
      role="region"
      aria-label={t('detail_samples', symbol)}
      tabIndex={REACHABLE}
    >
      <table>
        <caption>
          {minutes < 60
            ? t('detail_samples_every', t('popup_wait_minutes', String(minutes)))
            : t('detail_samples_every', t('popup_span_hours', String(minutes / 60)))}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('detail_time')}</th>
            {CHARTS.map((chart) => (
              <th key={chart} scope="col" class="num">
                {labels[chart]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((at, index) => {
            const [toMs, fromMs] = [lines.atMs[at] ?? 0, lines.atMs[rows[index + 1] ?? at] ?? 0];
            const gap = gaps.find((g) => g.toMs <= toMs && g.fromMs >= fromMs);
            const isFilled = lines.own.baseQty[at] === null && lines.values.baseQty[at] !== null;
            return [
              <tr key={at} class={isFilled ? 'is-back-filled' : ''}>
                <th scope="row">
                  {chartMomentWords(toMs)}
                  {isFilled && <small> {t('detail_back_filled')}</small>}
                </th>
                {CHARTS.map((chart) => (
                  <td key={chart} class="num">
                    {textAt(t, chart, lines, at)}
                  </td>
                ))}
              </tr>,
              gap && (
                <tr key={`gap-${at}`} class="is-gap">
                  <td colSpan={CHARTS.length + 1}>
                    {t('detail_gap', chartMomentWords(gap.fromMs), chartMomentWords(gap.toMs))}
                  </td>
                </tr>
              ),
            ];
          })}
        </tbody>
      </table>
    </div>
  );
}
