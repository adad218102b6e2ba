/** What a score's headline says beyond its number: level, leaning, the other model's reading, the phrase. No words. */
import type { Band, Thresholds } from './band';
import { BANDS, bandOf } from './band';
import type { ScoreInputs } from './inputs';
import { inputOf } from './inputs';
import type { Level } from './level';
import { levelOf, squeezedSide } from './level';
import type { Bias, ModelId, RegimeId, Score } from './score';

export type { Level } from './level';
export { isLevelAtLeast, isSqueeze, leaningOf, levelOf, LEVELS, squeezedSide } from './level';

/** What the model that is not shown says. */
export interface OtherReading {
  model: ModelId;
  score: number;
  bias: Bias;
  band: Band;
  level: Level;
  regime: RegimeId;
}

/**
 * The other model's reading where it differs by a level or more, in the side of a squeeze risk, or in the side of two
 * scores above the neutral band. Null where they agree, and where a score is not ranked.
 */
export function modelsDiffer(
  shown: Score,
  other: Score,
  thresholds: Thresholds,
): OtherReading | null {
  if (!shown.ranked || !other.ranked) return null;
  const { model, score, bias, regime } = other;
  const band = bandOf(score, thresholds);
  const level = levelOf(band, regime);
  const shownBand = bandOf(shown.score, thresholds);
  const isSame =
    level === levelOf(shownBand, shown.regime) &&
    (level !== 'squeeze' || squeezedSide(regime) === squeezedSide(shown.regime)) &&
    signedStep(shown, shownBand) === signedStep(other, band);
  return isSame ? null : { model, score, bias, band, level, regime };
}

/** −3..3: short bands below zero, long ones above. */
function signedStep({ raw }: Score, band: Band): number {
  const step = BANDS.indexOf(band);
  return raw < 0 ? 0 - step : step;
}

/** The regimes as the screen words them: each is true of the model and of the inputs that made it. */
export type RegimePhrase =
  | RegimeId
  | `${SqueezeRegime}_CROWDED`
  | `${SqueezeRegime}_RECENT`
  | `${NetRegime}_RISING`
  | `${NetRegime}_FALLING`;

type SqueezeRegime = 'LONG_SQUEEZE_RISK' | 'SHORT_SQUEEZE_RISK';
type NetRegime = 'NET_LONG' | 'NET_SHORT';

/**
 * The phrase for a score's regime. Classic's squeezes are open interest that builds against funding; the crowding
 * model's are a crowded side that builds itself, over 24 h or only the last hours. Net long and net short say where
 * open interest went in 24 h, if it is known and moved.
 */
export function regimePhrase(
  { model, regime }: Pick<Score, 'model' | 'regime'>,
  { oi24hPct }: Pick<ScoreInputs, 'oi24hPct'>,
): RegimePhrase {
  const direction = directionOf(oi24hPct);
  switch (regime) {
    case 'LONG_SQUEEZE_RISK':
    case 'SHORT_SQUEEZE_RISK':
      if (model === 'classic') return regime;
      return direction > 0 ? `${regime}_CROWDED` : `${regime}_RECENT`;
    case 'NET_LONG':
    case 'NET_SHORT':
      if (direction === 0) return regime;
      return direction > 0 ? `${regime}_RISING` : `${regime}_FALLING`;
    default:
      return regime;
  }
}

/** −1, 0 or 1 as the change is printed: what prints as 0.0 neither rises nor falls. 0 when missing. */
function directionOf(changePct: number | null): number {
  return changePct === null ? 0 : Math.sign(Number(changePct.toFixed(inputOf('oi24h').decimals)));
}
