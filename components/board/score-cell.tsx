import type { Bias, Score } from '../../lib/domain/score';
import { useWords } from '../ui/words';

/**
 * The number, and a bar that grows from the middle to the side it leans to: long to the right, short to the left.
 * A partial score says so in the free half; how much is known is on hover and in its reasons.
 */
export function ScoreBar({ score: { score, raw, coverage } }: { score: Score }) {
  const t = useWords();
  const half = `${score / 2}%`;
  const from = raw < 0 ? { right: '50%' } : { left: '50%' };
  const free = raw < 0 ? { left: '50%' } : { right: '50%' };
  return (
    <>
      <span class="score-number">{score}</span>
      <span class="score-bar">
        <span class="score-fill" style={{ width: half, ...from }} />
        {coverage < 100 && (
          <span class="coverage" style={free} title={t('popup_coverage_title', String(coverage))}>
            {t('popup_partial')}
          </span>
        )}
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
