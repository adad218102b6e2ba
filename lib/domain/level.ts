/** How loud a score is: its band, or a squeeze risk. Light: the badge carries it. */
import type { Band } from './band';
import type { RegimeId, Score } from './score';

/** From quiet to loud: the bands, and squeeze risk, which only `stressed` is above. */
export const LEVELS = ['neutral', 'lean', 'stretched', 'squeeze', 'stressed'] as const;
export type Level = (typeof LEVELS)[number];

const SQUEEZED: Partial<Record<RegimeId, 'LONG' | 'SHORT'>> = {
  LONG_SQUEEZE_RISK: 'LONG',
  SHORT_SQUEEZE_RISK: 'SHORT',
};

/** Whether the regime is a squeeze risk. */
export function isSqueeze(regime: RegimeId): boolean {
  return squeezedSide(regime) !== null;
}

/** The side that would be squeezed out; null where the regime is no squeeze risk. */
export function squeezedSide(regime: RegimeId): 'LONG' | 'SHORT' | null {
  return SQUEEZED[regime] ?? null;
}

/** The score's level: a squeeze risk is one whatever the number, unless the band is stressed. */
export function levelOf(band: Band, regime: RegimeId): Level {
  return band !== 'stressed' && isSqueeze(regime) ? 'squeeze' : band;
}

/** True when `level` is `from` or louder. */
export function isLevelAtLeast(level: Level, from: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(from);
}

/** The side of a score in the neutral band that has one: 12 to 14 with the default cut-offs. Else null. */
export function leaningOf({ bias }: Pick<Score, 'bias'>, band: Band): 'LONG' | 'SHORT' | null {
  return band === 'neutral' && bias !== 'NEUTRAL' ? bias : null;
}
