/**
 * The history as rows, one symbol's month at a time, so that memory stays bounded. Inputs are recomputed from the
 * recorded series, by the formulas of the refresh.
 */
import type { Inputs } from '../domain/inputs';
import { INPUT_NAMES, LONGEST_LOOK_BACK_MS } from '../domain/inputs';
import type { RecordedInputs } from '../domain/recorded-inputs';
import { recordedInputs } from '../domain/recorded-inputs';
import type { VenueId } from '../domain/venue';
import { SOURCE } from '../domain/series';
import type { Series } from '../history/series';
import { readSeries } from '../history/series';
import { readablePerps } from '../storage/checks';
import type { Database } from '../storage/database';
import { SLOT_MS } from '../storage/records';
import type { Grain } from './grain';
import { firstOfEach } from './grain';
import type { ExportRow, RecordedScore, RowSource } from './row';
import { shortestDecimal, exportRow, moreRecorded, roundedOrNull } from './row';

/**
 * Rows of `fromMs` ≤ time < `toMs`, oldest first; both at the beginning of a day (UTC). `sides`: how often the venue counts a
 * contract in the symbol's open interest.
 */
export async function historyRows(
  database: Database,
  venue: VenueId,
  symbol: string,
  fromMs: number,
  toMs: number,
  grain: Grain = 'all',
  sides: 1 | 2 = 1,
): Promise<ExportRow[]> {
  const series = await readSeries(database, venue, symbol, fromMs - LONGEST_LOOK_BACK_MS, toMs);
  const past = recordedInputs(series, sides, shortestDecimal);
  const isFirst = firstOfEach(grain);
  const rows: ExportRow[] = [];
  series.atMs.forEach((time, index) => {
    if (time < fromMs || !isFirst(time)) return;
    const sample = sampleAt(series, index, venue, symbol, time);
    const inputs = inputsAt(past, index);
    const recorded = {
      classic: recordedAt(series.classic, index),
      crowding: recordedAt(series.crowding, index),
    };
    const more = moreRecorded((name) => {
      const column = series.columns.get(name);
      return column === undefined ? null : valueAt(column.mean, index);
    });
    rows.push(exportRow(sample, inputs, recorded, more));
  });
  return rows;
}

function inputsAt(past: RecordedInputs, index: number): Inputs {
  const facts = past.factsAt(index);
  const inputs = past.at(index);
  for (const name of INPUT_NAMES) {
    // Recorded values are exported as recorded.
    if (!Object.hasOwn(facts, name)) inputs[name] = roundedOrNull(inputs[name]);
  }
  return inputs;
}

function sampleAt(
  series: Series,
  index: number,
  venue: VenueId,
  symbol: string,
  time: number,
): RowSource {
  return {
    venue,
    symbol,
    time,
    stepMinutes: (series.stepMs[index] ?? SLOT_MS) / 60_000,
    source: series.source[index] === SOURCE.own ? 'own' : 'back-filled',
    openInterestCoins: valueAt(series.baseQty, index),
    fundingRate: valueAt(series.fundingRate, index),
    fundingPeriodHours: valueAt(series.fundingPeriodHours, index),
    markPrice: valueAt(series.markPrice, index),
    quoteVolume24h: valueAt(series.quoteVolume24h, index),
  };
}

function valueAt(column: Float64Array, index: number): number | null {
  const value = column[index];
  return value === undefined || Number.isNaN(value) ? null : shortestDecimal(value);
}

function recordedAt({ mean, least, most }: Series['classic'], index: number): RecordedScore {
  const at = (column: Float64Array) => {
    const value = column[index];
    return value === undefined || Number.isNaN(value) ? null : value + 0;
  };
  return { mean: at(mean), least: at(least), most: at(most) };
}

/**
 * How often a venue counts a contract of a symbol in its open interest, by the newest listing. For a symbol that is no
 * longer listed: the value that all others share; once, if they differ or state none.
 */
export async function openInterestSides(
  database: Database,
  venue: VenueId,
): Promise<(symbol: string) => 1 | 2> {
  const perps = readablePerps((await database.listings.get(venue))?.perps);
  const sidesOf = new Map(
    perps.map(({ symbol, openInterestSides: sides }) => [symbol, sides ?? 1]),
  );
  const [usual = 1, ...others] = new Set(sidesOf.values());
  return (symbol) => sidesOf.get(symbol) ?? (others.length === 0 ? usual : 1);
}
