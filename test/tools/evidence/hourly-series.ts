/**
 * A coin's hours as the samples that the product would have recorded, scored by its own code.
 *
 * What is known when: a row's open interest and funding at its hour's start; its close and spot at the hour's end. So
 * the sample of an hour has the price and the basis of the row before. Funding stands for 8 h after it was settled.
 */
import { basisPct } from '../../../lib/domain/input-formulas';
import { recordedInputs } from '../../../lib/domain/recorded-inputs';
import type { Series } from '../../../lib/domain/series';
import { SLOT_MS, SOURCE } from '../../../lib/domain/series';
import { HOUR_MS } from '../../../lib/domain/time';
import { LEAST_COVERAGE_TO_RANK, MODELS, rawWith } from '../../../lib/scoring/score';
import type { ModelId } from '../../../lib/domain/score';
import { MODEL_IDS } from '../../../lib/domain/score';
import type { CoinHours } from './series-file';

const FUNDING_HOURS = 8;

export interface HourlySeries {
  series: Series;
  /** Rows whose close is not the price at the end of their hour, and is left out. */
  repeated: number;
  /** Rows in which nothing was traded: their price is old, and is left out. */
  untraded: number;
}

/** One sample for each hour from the first row's to the end of the last one's. Scores: only where they are ranked. */
export function hourlySeries(hours: CoinHours): HourlySeries {
  const firstMs = hours.hourMs[0] ?? 0;
  const length = ((hours.hourMs.at(-1) ?? 0) - firstMs) / HOUR_MS + 2;
  const column = () => new Float64Array(length).fill(Number.NaN);
  const [baseQty, fundingRate, markPrice, basis] = [column(), column(), column(), column()];
  let [repeated, untraded] = [0, 0];
  hours.hourMs.forEach((hourMs, row) => {
    const step = (hourMs - firstMs) / HOUR_MS;
    baseQty[step] = hours.openInterest[row] ?? Number.NaN;
    const rate = hours.fundingRate[row] ?? Number.NaN;
    if (!Number.isNaN(rate)) fundingRate.fill(rate, step, step + FUNDING_HOURS);
    const close = hours.close[row] ?? Number.NaN;
    if (Number.isNaN(close)) return;
    if (isRepeated(hours, row)) repeated += 1;
    else if (isUntraded(hours, row)) untraded += 1;
    else {
      markPrice[step + 1] = close;
      basis[step + 1] = basisPct(close, numberOr(hours.spot[row])) ?? Number.NaN;
    }
  });
  const series: Series = {
    atMs: column().map((_, step) => firstMs + step * HOUR_MS),
    // Samples of one time, as refreshes are: their time is the start of their slot.
    stepMs: column().fill(SLOT_MS),
    ...{ baseQty, fundingRate, markPrice, basisPct: basis },
    fundingPeriodHours: column().fill(FUNDING_HOURS),
    quoteVolume24h: column(),
    ...{ classic: empty(length), crowding: empty(length) },
    source: new Uint8Array(length).fill(SOURCE.own),
  };
  return { series: withScores(series), repeated, untraded };
}

const numberOr = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? null : value;

function empty(length: number): Series['classic'] {
  const none = new Float64Array(length).fill(Number.NaN);
  return { mean: none, least: none, most: none };
}

/** A longer candle in place of hourly ones: each of its rows has its last price, also those before it was known. */
function isRepeated({ hourMs, close, high, low }: CoinHours, row: number): boolean {
  const next = row + 1;
  return (
    hourMs[next] === (hourMs[row] ?? 0) + HOUR_MS &&
    (high[row] ?? 0) > (low[row] ?? 0) &&
    [close, high, low].every((column) => column[row] === column[next])
  );
}

function isUntraded({ close, high, low }: CoinHours, row: number): boolean {
  const price = close[row - 1];
  return [close, high, low].every((column) => column[row] === price);
}

function withScores(series: Series): Series {
  const inputs = recordedInputs(series);
  const means: Record<ModelId, Float64Array> = {
    classic: new Float64Array(series.atMs.length),
    crowding: new Float64Array(series.atMs.length),
  };
  series.atMs.forEach((_, index) => {
    const now = inputs.at(index);
    for (const model of MODEL_IDS) {
      const { raw, coverage } = rawWith(MODELS[model], now);
      means[model][index] = coverage >= LEAST_COVERAGE_TO_RANK ? raw : Number.NaN;
    }
  });
  const columns = (mean: Float64Array) => ({ mean, least: mean, most: mean });
  return { ...series, classic: columns(means.classic), crowding: columns(means.crowding) };
}
