/** What the figures say, in sentences. */
import { grouped } from '../../lib/domain/format';
import type { Bias } from '../../lib/domain/score';
import type { Estimate } from '../../lib/track-record/bootstrap';
import { LEAST_DAYS, LEAST_EVENTS } from '../../lib/track-record/counting';
import type { CellRecord } from '../../lib/track-record/judge';
import { isApart } from '../../lib/track-record/judge';
import type { MessageKey, Words } from '../ui/words';

export const SIDE_WORDS = {
  LONG: 'track_side_long',
  SHORT: 'track_side_short',
  NEUTRAL: 'track_side_balanced',
} as const satisfies Record<Bias, MessageKey>;

export function cellWords(t: Words, { band, side }: CellRecord): string {
  return t('track_cell', t(`band_${band}`).toLowerCase(), t(SIDE_WORDS[side]));
}

const two = (ratio: number) => ratio.toFixed(2);

/** `1.42 (1.20 to 1.70)` */
export function estimateWords(t: Words, { ratio, low, high }: Estimate): string {
  return t('track_estimate', two(ratio), two(low), two(high));
}

/** One or two sentences: what the intervals beside alike windows say, or why they say nothing. */
export function saidOf(t: Words, cell: CellRecord, keptDays: number): string[] {
  if (!cell.isEnough) return [missingWords(t, cell, keptDays)];
  const [moved, against] = [cell.volatility.alike, cell.adverse.alike];
  if (moved === null || against === null) return [t('track_said_no_alike')];
  const said: string[] = [];
  const numbers = ({ ratio, low, high }: Estimate) => [two(ratio), two(low), two(high)];
  if (isApart(moved)) said.push(t('track_said_moved', cellWords(t, cell), ...numbers(moved)));
  if (isApart(against)) {
    const side = cell.side === 'NEUTRAL' ? 'either' : 'against';
    said.push(t(`track_said_${side}`, ...numbers(against)));
  }
  return said.length > 0 ? said : [t('track_said_nothing')];
}

function missingWords(t: Words, cell: CellRecord, keptDays: number): string {
  const { events, days, daysMissing, daysNeeded } = cell;
  if (daysMissing === null || daysNeeded === null) return t('track_missing_unseen');
  const have = [grouped(events), String(LEAST_EVENTS), String(days), String(LEAST_DAYS)];
  return daysNeeded > keptDays
    ? t('track_missing_kept', ...have, String(daysNeeded), String(keptDays))
    : t('track_missing_days', ...have, String(daysMissing));
}
