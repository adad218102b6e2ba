import type { Bias, Score } from '../../lib/domain/score';
import { useWords } from '../ui/words';

/** The number, and a bar that grows from the middle to the side it leans to: long to the right, short to the left. */
export function ScoreBar({ score: { score, raw } }: { score: Score }) {
  const half = `${score / 2}%`;
  const from = raw < 0 ? { right: '50%' } : { left: '50%' };
  return (
    <>
      <span class="score-number">{score}</span>
      <span class="score-bar" aria-hidden="true">
        <span class="score-fill" style={{ width: half, ...from }} />
      </span>
    </>
  );
}

const ARROWS: Record<Bias, string> = { LONG: '▲', SHORT: '▼', NEUTRAL: '·' };

export function SideWord({ bias }: { bias: Bias }) {
  const t = useWords();
  return (
    <>
      <span class="arrow" aria-hidden="true">
        {ARROWS[bias]}
      </span>
      <span class="word">{t(`bias_${bias}`)}</span>
    </>
  );
}
