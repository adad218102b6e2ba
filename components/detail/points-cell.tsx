import { MISSING, signed } from '../../lib/domain/format';
import type { Score } from '../../lib/domain/score';
import { useWords } from '../ui/words';
import { SideWord } from '../board/row';

/** Points at which a bar is full. The largest weights of the models are 28 and 32. */
const FULL_POINTS = 32;

/** A signed bar from the middle, and its points. In tenths of a point; null when the input is missing. */
export function PointsCell({ tenths }: { tenths: number | null }) {
  const points = tenths === null ? null : tenths / 10;
  const width = `${(Math.min(1, Math.abs(points ?? 0) / FULL_POINTS) * 50).toFixed(2)}%`;
  const side = (points ?? 0) < 0 ? 'leans-short' : 'leans-long';
  return (
    <td class="points">
      <span class="points-line">
        <span class="points-bar" aria-hidden="true">
          <span class={`points-fill ${side}`} style={{ width }} />
        </span>
        <span class={`num${points ? '' : ' is-zero'}`}>
          {points === null ? MISSING : signed(points, 1)}
        </span>
      </span>
    </td>
  );
}

/** The sum of the bars above, and the score that it rounds to. */
export function TotalCell({ total, score }: { total: number; score: Score }) {
  const t = useWords();
  return (
    <td class="points">
      <span class="points-line">
        <span class="points-score">
          <b>{score.score}</b> <SideWord bias={score.bias} />
          {score.coverage < 100 && (
            <span class="coverage" title={t('popup_coverage_title', String(score.coverage))}>
              {t('popup_partial')}
            </span>
          )}
        </span>
        <span class="num">{signed(total / 10, 1)}</span>
      </span>
    </td>
  );
}
