/** What a reading says, in words. */
import type { Band } from '../../lib/domain/band';
import type { OtherReading } from '../../lib/domain/headline';
import type { Level } from '../../lib/domain/level';
import { leaningOf } from '../../lib/domain/level';
import type { Score } from '../../lib/domain/score';
import type { Words } from './words';

/** `Stretched`, `Squeeze risk`. */
export function levelName(t: Words, level: Level): string {
  return t(level === 'squeeze' ? 'level_squeeze' : `band_${level}`);
}

/** A neutral band with a side says so: `Neutral, leaning short`. */
export function bandWord(t: Words, score: Pick<Score, 'bias'>, band: Band): string {
  const leaning = leaningOf(score, band);
  return t(leaning === null ? `band_${band}` : `neutral_leaning_${leaning}`);
}

/** A squeeze risk is called by its name, which has the side: `Short squeeze risk`. */
export function levelWords(
  t: Words,
  reading: Pick<OtherReading, 'level' | 'band' | 'bias' | 'regime'>,
): string {
  const { level, band, regime } = reading;
  return level === 'squeeze' ? t(`regime_short_${regime}`) : bandWord(t, reading, band);
}

/** `Crowding says 71 · Stressed · Short`; what is not a band with a side is one word. */
export function otherWords(t: Words, other: OtherReading): string {
  const { model, score, bias, band, level } = other;
  const says = [t(`model_${model}`), String(score), levelWords(t, other)] as const;
  return level === 'squeeze' || band === 'neutral' || bias === 'NEUTRAL'
    ? t('model_says', ...says)
    : t('model_says_side', ...says, t(`bias_${bias}`));
}
