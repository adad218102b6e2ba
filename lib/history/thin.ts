/** A day of 5-minute samples as half-hour means, with the least and the most of the scores. Missing values do not count. */
import { columnsOf, newLongColumns, packScore, unpackScore } from './day-record';
import type { DayRecord } from './records';
import { LONG_STEP_MS, SLOT_MS } from './records';

const PER_STEP = LONG_STEP_MS / SLOT_MS;
const MEANS = ['coins', 'fundingRate', 'basisPct', 'markPrice', 'quoteVolume24h'] as const;
const SCORES = [
  ['classic', 'classicMin', 'classicMax'],
  ['crowding', 'crowdingMin', 'crowdingMax'],
] as const;

export function thinned(record: DayRecord): DayRecord {
  const fine = columnsOf(record);
  const firstStep = Math.floor(record.firstStep / PER_STEP);
  const lastStep = Math.floor((record.firstStep + fine.source.length - 1) / PER_STEP);
  const { bytes, ...long } = newLongColumns(lastStep - firstStep + 1);
  for (let step = firstStep; step <= lastStep; step += 1) {
    const from = Math.max(0, step * PER_STEP - record.firstStep);
    const to = (step + 1) * PER_STEP - record.firstStep;
    const index = step - firstStep;
    for (const name of MEANS) long[name][index] = meanOf([...fine[name].subarray(from, to)]);
    for (const [mean, least, most] of SCORES) {
      const scores = [...fine[mean].subarray(from, to)].map(unpackScore).filter(isPresent);
      long[mean][index] = packScore(meanOf(scores));
      long[least][index] = packScore(scores.length === 0 ? Number.NaN : Math.min(...scores));
      long[most][index] = packScore(scores.length === 0 ? Number.NaN : Math.max(...scores));
    }
    // The last known period, and our own samples' mark where there is any of them.
    const periods = [...fine.fundingPeriodHours.subarray(from, to)].filter((hours) => hours > 0);
    const sources = [...fine.source.subarray(from, to)].filter((source) => source > 0);
    long.fundingPeriodHours[index] = periods.at(-1) ?? 0;
    long.source[index] = sources.length === 0 ? 0 : Math.min(...sources);
  }
  return { ...record, stepMs: LONG_STEP_MS, firstStep, bytes };
}

function meanOf(values: readonly number[]): number {
  const present = values.filter(isPresent);
  return present.reduce((sum, value) => sum + value, 0) / present.length;
}

function isPresent(value: number): boolean {
  return !Number.isNaN(value);
}
