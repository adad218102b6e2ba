import type { BoardRow } from '../domain/board';
import { bandOf, isAtLeast } from '../domain/band';
import type { Settings } from '../settings/settings';

export interface ToolbarSummary {
  /** Symbols at or above the chosen band; null when the number is switched off. */
  count: number | null;
  ranked: number;
  averageScore: number;
}

/** What the toolbar icon says. Only ranked symbols count. */
export function toolbarSummary(rows: readonly BoardRow[], settings: Settings): ToolbarSummary {
  const { model, thresholds, toolbarFromBand } = settings;
  const scores = rows.map((row) => row.scores[model]).filter(({ ranked }) => ranked);
  const total = scores.reduce((sum, { score }) => sum + score, 0);
  return {
    count:
      toolbarFromBand === null
        ? null
        : scores.filter(({ score }) => isAtLeast(bandOf(score, thresholds), toolbarFromBand))
            .length,
    ranked: scores.length,
    averageScore: scores.length === 0 ? 0 : Math.round(total / scores.length),
  };
}
