/** Two records of the same day of a symbol as one: our own samples over back-filled ones, whichever came first. */
import type { Columns, LongColumns } from './day-record';
import {
  COLUMN_NAMES,
  columnsOf,
  inPlanes,
  LONG_COLUMN_NAMES,
  newColumns,
  newLongColumns,
  NO_SCORE,
  SOURCE,
} from './day-record';
import type { DayRecord } from './records';
import { LONG_STEP_MS } from './records';
import { thinned } from './means';

/**
 * Where both have a sample from the same source `upper` counts, and what it lacks is taken from `lower`. When one of them is
 * in half-hour means, both are.
 */
export function layered(lower: DayRecord, upper: DayRecord): DayRecord {
  if (lower.stepMs !== upper.stepMs) return layered(thinned(lower), thinned(upper));
  const layers = [lower, upper].map((record) => {
    const columns: Partial<LongColumns> & Columns = columnsOf(record);
    return { columns, first: record.firstStep, end: record.firstStep + columns.source.length };
  });
  const firstStep = Math.min(...layers.map(({ first }) => first));
  const count = Math.max(...layers.map(({ end }) => end)) - firstStep;
  const isLong = upper.stepMs === LONG_STEP_MS;
  const { bytes, ...merged } = isLong ? newLongColumns(count) : newColumns(count);
  const target: Partial<LongColumns> & Columns = merged;
  for (const { columns, first } of layers) {
    columns.source.forEach((source, index) => {
      const at = first - firstStep + index;
      const present = target.source[at] ?? SOURCE.none;
      if (source === SOURCE.none || (present !== SOURCE.none && present < source)) return;
      for (const name of isLong ? LONG_COLUMN_NAMES : COLUMN_NAMES) {
        const value = columns[name]?.[index] ?? Number.NaN;
        const column = target[name];
        if (column !== undefined && (present !== source || !isMissing(name, value))) {
          column[at] = value;
        }
      }
    });
  }
  return { ...upper, firstStep, bytes: isLong ? inPlanes(bytes) : bytes };
}

function isMissing(name: keyof LongColumns, value: number): boolean {
  if (name === 'fundingPeriodHours') return value === 0;
  return Number.isNaN(value) || (/^c[lr]/.test(name) && value === NO_SCORE);
}
