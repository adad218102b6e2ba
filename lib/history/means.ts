/** A day of 5-minute samples as half-hour means, with the least and the most of the scores. Missing values do not count. */
import { columnsOf, inPlanes, newLongColumns, NO_SCORE, SOURCE } from './day-record';
import type { DayRecord } from './records';
import { LONG_STEP_MS, SLOT_MS } from './records';

const PER_STEP = LONG_STEP_MS / SLOT_MS;
const MEANS = ['coins', 'fundingRate', 'basisPct', 'markPrice', 'quoteVolume24h'] as const;
const SCORES = [
  ['classic', 'classicMin', 'classicMax'],
  ['crowding', 'crowdingMin', 'crowdingMax'],
] as const;

/** One that is in means already stays as it is. */
export function thinned(record: DayRecord): DayRecord {
  if (record.stepMs === LONG_STEP_MS) return record;
  const fine = columnsOf(record);
  const count = fine.source.length;
  const firstStep = Math.floor(record.firstStep / PER_STEP);
  const lastStep = Math.floor((record.firstStep + count - 1) / PER_STEP);
  const { bytes, ...long } = newLongColumns(lastStep - firstStep + 1);
  for (let index = 0; index <= lastStep - firstStep; index += 1) {
    const start = (firstStep + index) * PER_STEP - record.firstStep;
    const from = Math.max(0, start);
    const to = Math.min(count, start + PER_STEP);
    for (const name of MEANS) long[name][index] = meanOf(fine[name], from, to);
    for (const [name, least, most] of SCORES) {
      const scores = fine[name].subarray(from, to).filter((score) => score !== NO_SCORE);
      if (scores.length === 0) continue;
      long[name][index] = Math.round(meanOf(scores, 0, scores.length));
      long[least][index] = Math.min(...scores);
      long[most][index] = Math.max(...scores);
    }
    // The last known period, and our own samples' mark where there is any of them.
    for (let at = from; at < to; at += 1) {
      const source = fine.source[at] ?? SOURCE.none;
      const before = long.source[index] ?? SOURCE.none;
      if (source !== SOURCE.none) {
        long.source[index] = before === SOURCE.none ? source : Math.min(source, before);
      }
      const hours = fine.fundingPeriodHours[at] ?? 0;
      if (hours > 0) long.fundingPeriodHours[index] = hours;
    }
  }
  return { ...record, stepMs: LONG_STEP_MS, firstStep, bytes: inPlanes(bytes) };
}

function meanOf(values: Float32Array | Int16Array, from: number, to: number): number {
  let [sum, present] = [0, 0];
  for (let at = from; at < to; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    present += 1;
  }
  return sum / present;
}
