import type { Band } from '../../lib/domain/band';
import type { Score } from '../../lib/domain/score';
import { BIAS_ARROWS } from '../../lib/domain/score';
import { useWords } from '../ui/words';

/** `73 ▲ Long · Stressed` */
export function ScoreWords({ score: { score, bias }, band }: { score: Score; band: Band }) {
  const t = useWords();
  return (
    <span class={`guide-score bias-${bias}`}>
      <b>{score}</b>
      {bias !== 'NEUTRAL' && (
        <>
          {' '}
          <span aria-hidden="true">{BIAS_ARROWS[bias]} </span>
          {t(`bias_${bias}`)}
        </>
      )}{' '}
      · {t(`band_${band}`)}
    </span>
  );
}
