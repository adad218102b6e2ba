import type { Thresholds } from '../../lib/domain/band';
import { bandOf } from '../../lib/domain/band';
import { MISSING, signed } from '../../lib/domain/format';
import type { Score } from '../../lib/domain/score';
import { partialWords, ScoreRange, SideWord } from '../board/row';
import { useWords } from '../ui/words';

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

interface TotalCellProps {
  total: number;
  score: Score;
  thresholds: Thresholds;
}

/** The sum of the bars above, the score that it rounds to, and what a partial one could be. */
export function TotalCell({ total, score, thresholds }: TotalCellProps) {
  const t = useWords();
  return (
    <td class="points">
      <span class="points-line">
        <span class="points-score">
          <b>{score.score}</b> <SideWord score={score} band={bandOf(score.score, thresholds)} />
          {score.coverage < 100 && (
            <span class="coverage" title={partialWords(t, score)}>
              <ScoreRange score={score} />
            </span>
          )}
        </span>
        <span class="num">{signed(total / 10, 1)}</span>
      </span>
    </td>
  );
}
