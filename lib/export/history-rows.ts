/**
 * The history as rows, one symbol's month at a time, so that memory does not grow with it. Inputs are made again from the
 * stored series, as the refresh makes them: the sample nearest to each window's start, within its tolerance.
 */
import { changePct } from '../domain/change';
import type { ScoreInputs } from '../domain/inputs';
import { OI_WINDOWS } from '../domain/inputs';
import type { VenueId } from '../domain/venue';
import { SOURCE } from '../domain/series';
import type { Series } from '../history/series';
import { readSeries } from '../history/series';
import type { Database } from '../storage/database';
import { SLOT_MS } from '../storage/records';
import { decimal } from './decimal';
import type { Grain } from './grain';
import { firstOfEach } from './grain';
import type { ExportRow, Recorded, Sample } from './row';
import { exportRow, fundingInputs, roundedOrNull } from './row';

const [, , LONGEST] = OI_WINDOWS;
const LOOK_BACK_MS = LONGEST.windowMs + LONGEST.toleranceMs;

/** Rows of `fromMs` ≤ time < `toMs`, oldest first; both at the beginning of a day (UTC). */
export async function historyRows(
  database: Database,
  venue: VenueId,
  symbol: string,
  fromMs: number,
  toMs: number,
  grain: Grain = 'all',
): Promise<ExportRow[]> {
  const series = await readSeries(database, venue, symbol, fromMs - LOOK_BACK_MS, toMs);
  const past = new Past(series);
  const isFirst = firstOfEach(grain);
  const rows: ExportRow[] = [];
  series.atMs.forEach((time, index) => {
    if (time < fromMs || !isFirst(time)) return;
    const sample = sampleAt(series, index, venue, symbol, time);
    const inputs: ScoreInputs = {
      ...past.changesAt(index),
      ...fundingInputs(sample),
      basisPct: valueAt(series.basisPct, index),
    };
    const recorded = {
      classic: recordedAt(series.classic, index),
      crowding: recordedAt(series.crowding, index),
    };
    rows.push(exportRow(sample, inputs, recorded));
  });
  return rows;
}

function sampleAt(
  series: Series,
  index: number,
  venue: VenueId,
  symbol: string,
  time: number,
): Sample {
  return {
    venue,
    symbol,
    time,
    stepMinutes: (series.stepMs[index] ?? SLOT_MS) / 60_000,
    source: series.source[index] === SOURCE.own ? 'own' : 'back-filled',
    openInterestCoins: valueAt(series.coins, index),
    fundingRate: valueAt(series.fundingRate, index),
    fundingPeriodHours: valueAt(series.fundingPeriodHours, index),
    markPrice: valueAt(series.markPrice, index),
    quoteVolume24h: valueAt(series.quoteVolume24h, index),
  };
}

function valueAt(column: Float64Array, index: number): number | null {
  const value = column[index];
  return value === undefined || Number.isNaN(value) ? null : decimal(value);
}

function recordedAt({ mean, least, most }: Series['classic'], index: number): Recorded {
  const at = (column: Float64Array) => {
    const value = column[index];
    return value === undefined || Number.isNaN(value) ? null : value + 0;
  };
  return { mean: at(mean), least: at(least), most: at(most) };
}

/** Open interest over time, to look back in. */
class Past {
  private readonly times: number[] = [];
  private readonly samples: { coins: number; markPrice: number | null }[] = [];
  private readonly middles: Float64Array;

  constructor(private readonly series: Series) {
    // A mean stands for the middle of its samples.
    this.middles = series.atMs.map((atMs, i) => atMs + ((series.stepMs[i] ?? 0) - SLOT_MS) / 2);
    series.coins.forEach((coins, index) => {
      if (Number.isNaN(coins)) return;
      this.times.push(this.middles[index] ?? Number.NaN);
      this.samples.push({ coins, markPrice: this.priceAt(index) });
    });
  }

  changesAt(index: number): Pick<ScoreInputs, (typeof OI_WINDOWS)[number]['input']> {
    const atMs = this.middles[index] ?? Number.NaN;
    const coins = this.series.coins[index] ?? Number.NaN;
    const now = Number.isNaN(coins) ? null : { coins, markPrice: this.priceAt(index) };
    const [hour, four, day] = OI_WINDOWS.map(({ windowMs, toleranceMs }) =>
      roundedOrNull(changePct(now, this.nearest(atMs - windowMs, toleranceMs))),
    );
    return { oi1hPct: hour ?? null, oi4hPct: four ?? null, oi24hPct: day ?? null };
  }

  private nearest(targetMs: number, toleranceMs: number) {
    let [low, high] = [0, this.times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? Infinity) < targetMs) low = middle + 1;
      else high = middle;
    }
    const distanceTo = (index: number) => Math.abs((this.times[index] ?? Infinity) - targetMs);
    const best = distanceTo(low - 1) <= distanceTo(low) ? low - 1 : low;
    return distanceTo(best) > toleranceMs ? null : (this.samples[best] ?? null);
  }

  private priceAt(index: number): number | null {
    const price = this.series.markPrice[index];
    return price === undefined || Number.isNaN(price) ? null : price;
  }
}
