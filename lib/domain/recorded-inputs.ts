/** The inputs at a time in the past, from one symbol's recorded series, by the same formulas as now. Pure. */
import type { InputFacts, Window } from './input-list';
import type { Input, Inputs } from './inputs';
import { INPUTS, NO_INPUTS } from './inputs';
import { nearest } from './nearest';
import type { Series } from './series';
import { sampleTimes } from './series';

/** Converts a recorded value: exports shorten 32-bit ones. */
type Read = (value: number) => number;

export interface RecordedInputs {
  /** The time of each sample; see nearest.ts. */
  times: Float64Array;
  factsAt(index: number): InputFacts;
  valueAt(input: Input, index: number): number | null;
  at(index: number): Inputs;
}

/**
 * `sides`: how often the venue counts a contract. `read`: applied to inputs that are recorded themselves; sizes stay
 * exact.
 */
export function recordedInputs(
  series: Series,
  sides: 1 | 2 = 1,
  read: Read = (value) => value,
): RecordedInputs {
  const times = sampleTimes(series);
  const passedOn = (value: number | undefined) => {
    const found = known(value);
    return found === null ? null : read(found);
  };
  const has = {
    price: (index: number) => known(series.markPrice[index]) !== null,
    openInterest: (index: number) => known(series.baseQty[index]) !== null,
  };
  const factsAt = (index: number): InputFacts => ({
    baseQty: known(series.baseQty[index]),
    markPrice: known(series.markPrice[index]),
    basisPct: passedOn(series.basisPct[index]),
    fundingRate: passedOn(series.fundingRate[index]),
    fundingPeriodHours: passedOn(series.fundingPeriodHours[index]),
    quoteVolume24h: known(series.quoteVolume24h[index]),
    openInterestSides: sides,
  });
  const sizesBefore = (index: number, { windowMs, toleranceMs }: Window, input: Input) => {
    const targetMs = (times[index] ?? Number.NaN) - windowMs;
    const at = nearest(times, targetMs, toleranceMs, has[input.datedBy]);
    return at === null
      ? null
      : { baseQty: known(series.baseQty[at]), markPrice: known(series.markPrice[at]) };
  };
  const valueOf = (input: Input, index: number, now: InputFacts) =>
    input.value(now, input.window === null ? null : sizesBefore(index, input.window, input));
  return {
    times,
    factsAt,
    valueAt: (input, index) => valueOf(input, index, factsAt(index)),
    at(index) {
      const now = factsAt(index);
      const inputs = { ...NO_INPUTS };
      for (const input of INPUTS) inputs[input.name] = valueOf(input, index, now);
      return inputs;
    },
  };
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
