import type { Change } from '../../lib/board/since';
import { SINCE } from '../../lib/board/since';
import { FACTORS } from '../../lib/domain/inputs';
import { MISSING, signed } from '../../lib/domain/format';
import type { ModelId } from '../../lib/domain/score';
import { wholePoints } from '../../lib/domain/whole-points';
import { ageWords } from '../ui/times';
import { useWords } from '../ui/words';
import { PointsCell } from './points-cell';
import { HOUR_MS } from '../../lib/domain/time';

interface ChangesTableProps {
  symbol: string;
  model: ModelId;
  /** In the order of SINCE. */
  changes: readonly (Change | null)[];
  nowMs: number;
}

/** What changed the score since then, by factor. The printed points add up to the change of the total. */
export function ChangesTable({ symbol, model, changes, nowMs }: ChangesTableProps) {
  const t = useWords();
  const columns = SINCE.map(({ windowMs }, index) => ({
    hours: windowMs / HOUR_MS,
    change: changes[index] ?? null,
  }));
  return (
    <table class="reasons changes">
      <caption class="sr-only">{t('detail_changes_of', symbol, t(`model_${model}`))}</caption>
      <thead>
        <tr>
          <th scope="col">{t('popup_reason_input')}</th>
          {columns.map(({ hours, change }) => (
            <th key={hours} scope="col" class="model">
              {t('detail_since', String(hours))}
              {change === null && <span class="period"> {t('detail_not_recorded')}</span>}
              {change !== null && nowMs - change.thenAtMs > 1.15 * hours * HOUR_MS && (
                <span class="period"> ({ageWords(t, nowMs - change.thenAtMs)})</span>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {FACTORS.map((factor) => (
          <tr key={factor}>
            <th scope="row">{t(`input_${factor}`)}</th>
            {columns.map(({ hours, change }) => (
              <PointsCell key={hours} tenths={change?.parts[factor] ?? null} />
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('popup_reason_sum')}</th>
          {columns.map(({ hours, change }) => (
            <td key={hours} class="points">
              {change === null ? (
                MISSING
              ) : (
                <span class="points-line">
                  <span class="points-score">
                    {t('detail_was', signed(wholePoints(change.then.raw), 0))}
                  </span>
                  <span class="num">{signed(change.total / 10, 1)}</span>
                </span>
              )}
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
