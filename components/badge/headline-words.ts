/** What a reading says, in words; for pill and panel. */
import { leaningOf } from '../../lib/domain/headline';
import type { OtherReading } from '../../lib/domain/headline';
import type { Words } from '../ui/words';

type Reading = Pick<OtherReading, 'level' | 'band' | 'bias' | 'regime'>;

/** `Short squeeze risk`, `Neutral, leaning short`, `Stressed`. */
export function levelWords({ level, band, bias, regime }: Reading, t: Words): string {
  if (level === 'squeeze') return t(`regime_short_${regime}`);
  const leaning = leaningOf({ bias }, band);
  return leaning === null ? t(`band_${band}`) : t(`neutral_leaning_${leaning}`);
}

/** `Crowding says 71 Stressed, short`. */
export function otherWords(other: OtherReading, t: Words): string {
  const { model, score, bias, level, band } = other;
  const words = levelWords(other, t);
  const hasSide = level !== 'squeeze' && band !== 'neutral' && bias !== 'NEUTRAL';
  return t(
    'model_says',
    t(`model_${model}`),
    String(score),
    hasSide ? t(`badge_sided_${bias}`, words) : words,
  );
}
