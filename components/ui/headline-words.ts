/** What a reading says, in words. */
import type { Band } from '../../lib/domain/band';
import type { OtherReading } from '../../lib/domain/headline';
import type { Level } from '../../lib/domain/level';
import { isSqueeze, leaningOf } from '../../lib/domain/level';
import type { Words } from './words';

/** `Stretched`, `Squeeze risk`. */
export function levelName(t: Words, level: Level): string {
  return t(level === 'squeeze' ? 'level_squeeze' : `band_${level}`);
}

/** `Short squeeze risk`; `Stressed · Short squeeze risk`; `Neutral, leaning short`; `Lean`. */
export function levelWords(
  t: Words,
  { level, band, bias, regime }: Pick<OtherReading, 'level' | 'band' | 'bias' | 'regime'>,
): string {
  if (isSqueeze(regime)) {
    const squeeze = t(`regime_short_${regime}`);
    return level === 'squeeze' ? squeeze : `${t(`band_${band}`)} · ${squeeze}`;
  }
  return bandWord(t, { bias }, band);
}

/** A neutral band with a side says so: `Neutral, leaning short`. */
export function bandWord(t: Words, score: Pick<OtherReading, 'bias'>, band: Band): string {
  const leaning = leaningOf(score, band);
  return t(leaning === null ? `band_${band}` : `neutral_leaning_${leaning}`);
}

/** `Crowding says 71 · Stressed, short`; a squeeze risk and a leaning name their side. */
export function otherWords(t: Words, other: OtherReading): string {
  const { model, score, bias, band, regime } = other;
  const words = levelWords(t, other);
  const hasSide = !isSqueeze(regime) && band !== 'neutral' && bias !== 'NEUTRAL';
  const sided = hasSide ? t(`band_sided_${bias}`, words) : words;
  return t('model_says', t(`model_${model}`), String(score), sided);
}
