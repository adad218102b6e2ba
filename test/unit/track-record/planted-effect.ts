/**
 * Windows after a stretched or stressed score move three times as much: the effect that the browser's track record has
 * to find.
 */
import type { PlantedSymbol } from './world';
import { plantedSymbols } from './world';

/** A month has enough events for the strongest cells over 4 h, and too few for some over 24 h. */
export const PLANTED_DAYS = { young: 4, grown: 28 };

/** The range of the ratio found against similar windows: below three, since some of those carry the effect, too. */
export const FOUND_TIMES = { least: 1.5, most: 2.5 };

/** The symbols' first `days` days from midnight on. */
export function plantedEffect(days: number): Map<string, PlantedSymbol> {
  return plantedSymbols({
    ...{ seed: 12, symbols: 24, days, unevenness: 0.5, effectHours: 4 },
    effect: ({ classic }) => (classic.score >= 35 ? 3 : 1),
  });
}
