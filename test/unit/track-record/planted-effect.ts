/** Windows after a stretched or stressed score move three times as much: what the browser's track record has to find. */
import type { PlantedSymbol } from './world';
import { plantedSymbols } from './world';

/** Of a month's, enough events for the strongest cells over 4 h, and of some but too few over 24 h. */
export const PLANTED_DAYS = { young: 4, grown: 28 };

/** How many times as much as alike windows those after stretched scores are found to move: others alike have it, too. */
export const FOUND_TIMES = { least: 1.5, most: 2.5 };

/** The symbols' first `days` days from midnight on. */
export function plantedEffect(days: number): Map<string, PlantedSymbol> {
  return plantedSymbols({
    ...{ seed: 12, symbols: 24, days, unevenness: 0.5, effectHours: 4 },
    effect: ({ classic }) => (classic.score >= 35 ? 3 : 1),
  });
}
