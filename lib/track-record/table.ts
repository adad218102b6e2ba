/** All symbols' windows of one horizon in columns. Their order does not depend on the input's. */
import type { ModelId } from '../domain/score';
import type { HorizonHours } from './counting';
import type { Similar } from './similar';
import { similarWindows } from './similar';
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
  /** Expected volatility as a multiple of the symbol's usual one; NaN where the 24 h before are unknown. */
  expected: Float32Array;
  /** Similar windows have the same number; −1 where the 24 h before are unknown. */
  stratum: Int32Array;
  strata: number;
  /** 1 where the comparison with similar windows is fine. */
  fine: Uint8Array;
  scores: Record<ModelId, Float32Array>;
  /** The row at which each day begins, then the number of rows. Days without windows are left out. */
  dayStarts: Int32Array;
  refused: number;
}

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
  const sorted = names.map((name) =>
    [...(bySymbol.get(name)?.windows ?? [])].sort((a, b) => a.block - b.block),
  );
  const similar = await similarWindows(sorted, hours, pace);
  const table: WindowTable = {
    hours,
    block: new Int32Array(rows),
    values: new Float32Array(rows * MEASURES.length),
    expected: new Float32Array(rows),
    stratum: new Int32Array(rows),
    strata: similar.reduce((sum, { groups }) => sum + groups, 0),
    fine: new Uint8Array(rows),
    scores: { classic: new Float32Array(rows), crowding: new Float32Array(rows) },
    dayStarts,
    refused: 0,
  };
  let strata = 0;
  for (const [symbol, name] of names.entries()) {
    table.refused += bySymbol.get(name)?.refused ?? 0;
    const { expected, group, groups, isFine } = similar[symbol] ?? NOTHING;
    for (const [index, window] of (sorted[symbol] ?? []).entries()) {
      const day = dayOf(window.block);
      const row = next.get(day) ?? 0;
      next.set(day, row + 1);
      const own = group[index] ?? -1;
      table.block[row] = window.block;
      table.values.set(measuresOf(window), row * MEASURES.length);
      table.expected[row] = expected[index] ?? Number.NaN;
      table.stratum[row] = own < 0 ? -1 : strata + own;
      table.fine[row] = isFine && window.trailing?.isWholeWeek === true ? 1 : 0;
      table.scores.classic[row] = window.scores.classic;
      table.scores.crowding[row] = window.scores.crowding;
    }
    strata += groups;
    await pace();
  }
  return table;
}

const NOTHING: Similar = {
  ...{ expected: new Float64Array(0), group: new Int32Array(0), groups: 0, isFine: false },
};

function measuresOf({ volatilityPct, downPct, upPct }: PriceWindow): number[] {
  return [volatilityPct, downPct, upPct, Math.max(downPct, upPct)];
}
