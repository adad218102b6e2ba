/** All symbols' windows of one horizon in columns. Their order does not depend on the input's. */
import { quantile } from 'simple-statistics';
import type { ModelId } from '../domain/score';
import type { HorizonHours } from './counting';
import type { SymbolWindows, PriceWindow } from './windows';
import { HOUR_MS, DAY_MS } from '../domain/time';

/** The measures of each window, in this order. */
export const MEASURES = ['volatility', 'down', 'up', 'either'] as const;

export interface WindowTable {
  hours: HorizonHours;
  /** Each window's number (see PriceWindow); rows are sorted by day, then symbol, then time. */
  block: Int32Array;
  /** `MEASURES.length` values per window, %. */
  values: Float32Array;
  /** Similar windows have the same number; −1 where the 24 h before are unknown. */
  stratum: Int32Array;
  strata: number;
  scores: Record<ModelId, Float32Array>;
  /** The row at which each day begins, then the number of rows. Days without windows are left out. */
  dayStarts: Int32Array;
  refused: number;
}

const THIRDS = 3;

/** `pace` is called after each symbol. */
export async function tableOf(
  bySymbol: ReadonlyMap<string, SymbolWindows>,
  hours: HorizonHours,
  pace: () => Promise<void>,
): Promise<WindowTable> {
  const dayOf = (block: number) => Math.floor((block * hours * HOUR_MS) / DAY_MS);
  const names = [...bySymbol.keys()].sort();
  const perDay = new Map<number, number>();
  for (const name of names) {
    for (const { block } of bySymbol.get(name)?.windows ?? []) {
      perDay.set(dayOf(block), (perDay.get(dayOf(block)) ?? 0) + 1);
    }
    await pace();
  }
  const days = [...perDay.keys()].sort((a, b) => a - b);
  const next = new Map<number, number>();
  let rows = 0;
  for (const day of days) {
    next.set(day, rows);
    rows += perDay.get(day) ?? 0;
  }
  const dayStarts = Int32Array.from([...next.values(), rows]);
  const table: WindowTable = {
    hours,
    block: new Int32Array(rows),
    values: new Float32Array(rows * MEASURES.length),
    stratum: new Int32Array(rows),
    strata: names.length * THIRDS,
    scores: { classic: new Float32Array(rows), crowding: new Float32Array(rows) },
    dayStarts,
    refused: 0,
  };
  for (const [symbol, name] of names.entries()) {
    const { windows, refused } = bySymbol.get(name) ?? { windows: [], refused: 0 };
    const thirdOf = thirds(windows);
    table.refused += refused;
    for (const window of [...windows].sort((a, b) => a.block - b.block)) {
      const day = dayOf(window.block);
      const row = next.get(day) ?? 0;
      next.set(day, row + 1);
      const third = thirdOf(window);
      table.block[row] = window.block;
      table.values.set(measuresOf(window), row * MEASURES.length);
      table.stratum[row] = third === null ? -1 : symbol * THIRDS + third;
      table.scores.classic[row] = window.scores.classic;
      table.scores.crowding[row] = window.scores.crowding;
    }
    await pace();
  }
  return table;
}

function measuresOf({ volatilityPct, downPct, upPct }: PriceWindow): number[] {
  return [volatilityPct, downPct, upPct, Math.max(downPct, upPct)];
}

/** The third (0..2) of a symbol's windows that one is in, by the volatility of the 24 h before; null where unknown. */
function thirds(windows: readonly PriceWindow[]): (window: PriceWindow) => number | null {
  const known = windows.flatMap(({ trailingPct }) => trailingPct ?? []);
  const cuts = known.length === 0 ? [] : quantile(known, [1 / THIRDS, 2 / THIRDS]);
  return ({ trailingPct }) =>
    trailingPct === null ? null : cuts.filter((cut) => trailingPct > cut).length;
}
