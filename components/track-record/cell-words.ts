/** Names of the table's rows, and what a figure says in a word. */
import type { Band, Thresholds } from '../../lib/domain/band';
import { BANDS } from '../../lib/domain/band';
import { LEAST_SCORE_FOR_BIAS } from '../../lib/scoring/score';
import type { Estimate } from '../../lib/track-record/bootstrap';
import type { ScoreCell } from '../../lib/track-record/counting';
import { excludesOne } from '../../lib/track-record/judge';
import type { Words } from '../ui/words';

/** `Stressed (60–100)` */
export function bandName(t: Words, band: Band, thresholds: Thresholds): string {
  return t('track_band', t(`band_${band}`), rangeWords(...bandRange(band, thresholds)));
}

/**
 * `Stressed, long`; in the neutral band, where a side is a lean at most, with the scores: `Neutral, leaning short
 * (12–14)`.
 */
export function cellName(t: Words, { band, side }: ScoreCell, thresholds: Thresholds): string {
  const [from, to] = bandRange(band, thresholds);
  const name = t(`band_${band}`);
  if (side === 'NEUTRAL') {
    const last = Math.min(to, LEAST_SCORE_FOR_BIAS - 1);
    return t('track_cell_none', name, rangeWords(from, last));
  }
  if (band !== 'neutral') return t(side === 'LONG' ? 'track_cell_long' : 'track_cell_short', name);
  const range = rangeWords(Math.max(from, LEAST_SCORE_FOR_BIAS), to);
  return t(side === 'LONG' ? 'track_cell_leaning_long' : 'track_cell_leaning_short', name, range);
}

/** The first and the last score of a band. */
function bandRange(band: Band, thresholds: Thresholds): [number, number] {
  const next = BANDS[BANDS.indexOf(band) + 1];
  return [
    band === 'neutral' ? 0 : thresholds[band],
    next === undefined || next === 'neutral' ? 100 : thresholds[next] - 1,
  ];
}

function rangeWords(from: number, to: number): string {
  return from === to ? String(from) : `${from}–${to}`;
}

/** `1.42 (1.20–1.70)` */
export function estimateWords(t: Words, { ratio, low, high }: Estimate): string {
  return t('track_estimate', ratio.toFixed(2), low.toFixed(2), high.toFixed(2));
}

/** `more`, `less`, or `no difference` where the interval holds 1. */
export function verdictWords(t: Words, estimate: Estimate): string {
  if (!excludesOne(estimate)) return t('track_same');
  return t(estimate.ratio > 1 ? 'track_more' : 'track_less');
}
