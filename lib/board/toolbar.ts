import { bandOf, isAtLeast } from '../domain/band';
import type { Settings } from '../settings/settings';
import type { RankedRow } from './rows';

/** Ranked symbols at or above the chosen band; null when the number on the toolbar icon is switched off. */
export function countFromBand(
  rows: readonly RankedRow[],
  { toolbarFromBand, thresholds }: Pick<Settings, 'toolbarFromBand' | 'thresholds'>,
): number | null {
  if (toolbarFromBand === null) return null;
  return rows.filter(
    ({ rank, score }) =>
      rank !== null && isAtLeast(bandOf(score.score, thresholds), toolbarFromBand),
  ).length;
}
