/** All symbols' windows of one horizon, in columns and in one order, whatever order they came in. Pure. */
import { quantile } from 'simple-statistics';
import type { ModelId } from '../domain/score';
import type { HorizonHours } from './counting';
import { DAY_MS, HOUR_MS } from './counting';
import type { SymbolWindows, Window } from './windows';

/** What is measured of each window, in this order. */
export const MEASURES = ['volatility', 'down', 'up', 'either'] as const;

export interface WindowTable {
  hours: HorizonHours;
  /** By day, then by symbol and time. */
  block: Int32Array;
  /** Window after window, `MEASURES.length` values each, %. */
  values: Float32Array;
  /** Windows alike have the same number; −1 where the 24 h before are not known. */
  stratum: Int32Array;
  strata: number;
  scores: Record<ModelId, Float32Array>;
  /** Where each day's windows begin, and the end of the last. */
  dayStarts: Int32Array;
  symbols: number;
  refused: number;
}

const THIRDS = 3;

export function tableOf(
  bySymbol: ReadonlyMap<string, SymbolWindows>,
  hours: HorizonHours,
): WindowTable {
  const dayOf = (block: number) => Math.floor((block * hours * HOUR_MS) / DAY_MS);
  const names = [...bySymbol.keys()].sort();
  const rows = names.flatMap((name, symbol) => rowsOf(bySymbol.get(name)?.windows ?? [], symbol));
  rows.sort((a, b) => dayOf(a.window.block) - dayOf(b.window.block));
  const starts = rows.flatMap(({ window }, index) => {
    const before = rows[index - 1];
    return before && dayOf(before.window.block) === dayOf(window.block) ? [] : [index];
  });
  return {
    hours,
    block: Int32Array.from(rows, ({ window }) => window.block),
    values: Float32Array.from(rows.flatMap(({ window }) => measuresOf(window))),
    stratum: Int32Array.from(rows, ({ stratum }) => stratum),
    strata: names.length * THIRDS,
    scores: {
      classic: Float32Array.from(rows, ({ window }) => window.scores.classic),
      crowding: Float32Array.from(rows, ({ window }) => window.scores.crowding),
    },
    dayStarts: Int32Array.from([...starts, rows.length]),
    symbols: names.filter((name) => (bySymbol.get(name)?.windows.length ?? 0) > 0).length,
    refused: names.reduce((sum, name) => sum + (bySymbol.get(name)?.refused ?? 0), 0),
  };
}

function measuresOf({ volatilityPct, downPct, upPct }: Window): number[] {
  return [volatilityPct, downPct, upPct, Math.max(downPct, upPct)];
}

/** The windows of a symbol, each with the third of them that its 24 h before are in. */
function rowsOf(windows: readonly Window[], symbol: number) {
  const known = windows.flatMap(({ trailingPct }) => trailingPct ?? []);
  const cuts = known.length === 0 ? [] : quantile(known, [1 / THIRDS, 2 / THIRDS]);
  return windows.map((window) => {
    const { trailingPct } = window;
    const third = trailingPct === null ? null : cuts.filter((cut) => trailingPct > cut).length;
    return { window, stratum: third === null ? -1 : symbol * THIRDS + third };
  });
}
