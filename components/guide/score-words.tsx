import type { Thresholds } from '../../lib/domain/band';
import { bandOf } from '../../lib/domain/band';
import { leaningOf, levelOf, regimePhrase } from '../../lib/domain/headline';
import type { ScoreInputs } from '../../lib/domain/inputs';
import type { Score } from '../../lib/domain/score';
import { BIAS_ARROWS } from '../../lib/domain/score';
import { RegimeIcon } from '../ui/icons';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';

interface ScoreWordsProps {
  score: Score;
  inputs: ScoreInputs;
  thresholds: Thresholds;
}

/** The headline of a score and its regime: `73 ▲ Long · Stressed`, `7 · Squeeze risk`, `13 · Neutral, leaning short`. */
export function ScoreWords({ score, inputs, thresholds }: ScoreWordsProps) {
  const t = useWords();
  const { regime, bias } = score;
  return (
    <>
      <span class={`guide-score bias-${bias}`}>
        <b>{score.score}</b>
        {headline(t, score, thresholds)}
      </span>
      <span class="guide-regime">
        <RegimeIcon regime={regime} /> {t(`regime_${regimePhrase(score, inputs)}`)}
      </span>
    </>
  );
}

function headline(t: Words, score: Score, thresholds: Thresholds): string {
  const band = bandOf(score.score, thresholds);
  const leaning = leaningOf(score, band);
  const side =
    score.bias === 'NEUTRAL' ? '' : ` ${BIAS_ARROWS[score.bias]} ${t(`bias_${score.bias}`)}`;
  if (levelOf(band, score.regime) === 'squeeze') return `${side} · ${t('level_squeeze')}`;
  return leaning === null
    ? `${side} · ${t(`band_${band}`)}`
    : ` · ${t(`neutral_leaning_${leaning}`)}`;
}
