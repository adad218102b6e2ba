import { isKnownAge, isOldAge } from '../../lib/domain/age';
import { ageParts } from '../../lib/domain/format';
import type { BadgeView } from '../../lib/messages/protocol';
import type { Words } from '../ui/words';

const ARROWS = { LONG: '▲', SHORT: '▼', NEUTRAL: '' } as const;

/** What the pill says, for the eye and for a screen reader. */
export interface PillWords {
  side: string;
  /** Empty when no side is crowded. */
  arrow: string;
  /** That the number is old, or lacks inputs; empty when it is neither. */
  warning: string;
  spoken: string;
}

export function isStale({ asOfMs, staleAfterMs }: BadgeView, nowMs: number): boolean {
  return isOldAge(nowMs - asOfMs, staleAfterMs);
}

export function pillWords(view: BadgeView, nowMs: number, t: Words): PillWords {
  const side = t(`bias_${view.bias}`);
  const old = isStale(view, nowMs) ? oldWords(nowMs - view.asOfMs, t) : '';
  const partial = view.coverage < 100 ? t('badge_part') : '';
  // What is to be seen comes first, as it stands there: people may say it to press it.
  const seen = [view.score, side, old, partial].filter(Boolean).join(' ');
  return {
    side,
    arrow: ARROWS[view.bias],
    warning: old || partial,
    spoken: `${seen}. ${t('badge_spoken', t(`band_${view.band}`))}`,
  };
}

function oldWords(ageMs: number, t: Words): string {
  if (!isKnownAge(ageMs)) return t('badge_age_unknown');
  const { unit, count } = ageParts(ageMs);
  return t('badge_old', t(`badge_age_${unit}`, String(count)));
}

/** The class that the badge's colours hang on. */
export function badgeClass({ band, bias }: BadgeView): string {
  return `badge band-${band} side-${bias.toLowerCase()}`;
}
