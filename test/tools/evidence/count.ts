/**
 * What followed each kind of score in such histories, counted by the track record's own code, and what figures of
 * earlier years were worth in the last one.
 */
import type { Band } from '../../../lib/domain/band';
import { BANDS, DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import type { ModelId } from '../../../lib/domain/score';
import { MODEL_IDS } from '../../../lib/domain/score';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time';
import type { EvidenceFigure } from '../../../lib/calibration/market-years';
import { bootstrap, createDraw, RATIOS } from '../../../lib/track-record/bootstrap';
import type { CellSide, HorizonHours } from '../../../lib/track-record/counting';
import { bandCells, HORIZONS, RESAMPLES, SEED } from '../../../lib/track-record/counting';
import type { CellRecord, Matching } from '../../../lib/track-record/judge';
import { judge, judgeBands } from '../../../lib/track-record/judge';
import type { WindowTable } from '../../../lib/track-record/table';
import { tableOf } from '../../../lib/track-record/table';
import { cellNumbers, isEnough, tally } from '../../../lib/track-record/tally';
import type { SymbolWindows } from '../../../lib/track-record/windows';
import { gridOf, priceWindows } from '../../../lib/track-record/windows';
import { hourlySeries } from './hourly-series';
import type { CoinHours } from './series-file';

export interface EvidenceCell {
  model: ModelId;
  band: Band;
  side: CellSide;
  hours: HorizonHours;
  windows: number;
  /** Windows that start at the same time are one. */
  events: number;
  days: number;
  /** Volatility as a multiple of that of similar windows, with its interval; null where there is too little. */
  ratio: number | null;
  low: number | null;
  high: number | null;
  matching: Matching | null;
}

export interface Calibration {
  model: ModelId;
  hours: HorizonHours;
  /** Of the last year's observed log multiples on the predicted ones, by band; null where there is too little. */
  slope: number | null;
  low: number | null;
  high: number | null;
}

export interface CoinReport {
  coin: string;
  /** Windows of 4 h that were counted, and that miss too many prices. */
  windows: number;
  refused: number;
  /** Rows without a usable close; see hourly-series.ts. */
  repeated: number;
  untraded: number;
}

export interface Evidence {
  /** Days, UTC: of the first window's start and the last one's end; null when there is none. */
  from: string | null;
  to: string | null;
  /** Those with windows. */
  coins: string[];
  cells: EvidenceCell[];
  /** Which years' figures predict, and for which year. */
  fittedOn: string;
  unseen: string | null;
  calibration: Calibration[];
  reports: CoinReport[];
}

const thresholds = DEFAULT_THRESHOLDS;
/** Less than this is no year: at the start it predicts nothing, at the end it is counted with the year before. */
const LEAST_OF_YEAR_MS = 90 * DAY_MS;
const pace = () => Promise.resolve();

/** `kept`: the figures that predict where the data has one year only. */
export async function evidenceOf(
  coins: readonly CoinHours[],
  kept: readonly EvidenceFigure[],
  resamples = RESAMPLES,
): Promise<Evidence> {
  const reports: CoinReport[] = [];
  const found = HORIZONS.map((hours) => ({ hours, bySymbol: new Map<string, SymbolWindows>() }));
  for (const hours of coins) {
    const { series, repeated, untraded } = hourlySeries(hours);
    const grid = gridOf(series, HOUR_MS);
    if (grid === null) continue;
    const nowMs = (series.atMs.at(-1) ?? 0) + HOUR_MS;
    for (const horizon of found) {
      horizon.bySymbol.set(hours.coin, priceWindows(grid, horizon.hours, nowMs));
    }
    const { windows, refused } = found[0]?.bySymbol.get(hours.coin) ?? { windows: [], refused: 0 };
    reports.push({ coin: hours.coin, windows: windows.length, refused, repeated, untraded });
  }
  const starts = found.flatMap(({ hours, bySymbol }) =>
    [...bySymbol.values()].flatMap(({ windows }) =>
      windows.map(({ block }) => ({ fromMs: block * hours * HOUR_MS, hours })),
    ),
  );
  const firstMs = starts.reduce((least, { fromMs }) => Math.min(least, fromMs), Infinity);
  const endMs = starts.reduce(
    (most, { fromMs, hours }) => Math.max(most, fromMs + hours * HOUR_MS),
    -Infinity,
  );
  const cells: EvidenceCell[] = [];
  const calibration: Calibration[] = [];
  // The last window can end at the midnight after the year.
  const endYear = yearOf(endMs - 1);
  const isSliver =
    endMs - Date.UTC(endYear, 0) < LEAST_OF_YEAR_MS && firstMs < Date.UTC(endYear, 0);
  const lastYear = isSliver ? endYear - 1 : endYear;
  const isOneYear = !(Date.UTC(lastYear, 0) - firstMs >= LEAST_OF_YEAR_MS);
  for (const { hours, bySymbol } of found) {
    const table = await tableOf(bySymbol, hours, pace);
    const cut = Date.UTC(lastYear, 0) / (hours * HOUR_MS);
    const unseen = isOneYear ? table : await tableOf(within(bySymbol, cut, Infinity), hours, pace);
    const fitted = isOneYear ? null : await tableOf(within(bySymbol, -Infinity, cut), hours, pace);
    for (const model of MODEL_IDS) {
      const question = { model, thresholds, resamples };
      const record = await judge(table, question, pace);
      for (const band of [...BANDS].reverse()) {
        for (const cell of [...record.bands, ...record.cells]) {
          if (cell.band === band) cells.push(cellOf(cell, model, hours));
        }
      }
      const predicted =
        fitted === null ? kept : figuresOf(await judgeBands(fitted, question, pace), model, hours);
      calibration.push({
        ...{ model, hours },
        ...(await slopeOf(unseen, model, predicted, resamples)),
      });
    }
  }
  const isAny = endMs > firstMs;
  return {
    from: isAny ? dayOf(firstMs) : null,
    to: isAny ? dayOf(endMs - 1) : null,
    coins: reports.filter(({ windows }) => windows > 0).map(({ coin }) => coin),
    cells,
    fittedOn: isOneYear ? 'the figures kept in the code' : yearsFrom(yearOf(firstMs), lastYear - 1),
    unseen: isAny ? yearsFrom(isOneYear ? yearOf(firstMs) : lastYear, endYear) : null,
    calibration,
    reports,
  };
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const yearOf = (ms: number) => new Date(ms).getUTCFullYear();

function yearsFrom(first: number, last: number): string {
  return first === last ? String(last) : `${first}–${last}`;
}

/** Windows that start from one block up to another. */
function within(
  bySymbol: ReadonlyMap<string, SymbolWindows>,
  from: number,
  to: number,
): Map<string, SymbolWindows> {
  return new Map(
    [...bySymbol].map(([name, { windows, refused }]) => [
      name,
      { windows: windows.filter(({ block }) => block >= from && block < to), refused },
    ]),
  );
}

function cellOf(cell: CellRecord<CellSide>, model: ModelId, hours: HorizonHours): EvidenceCell {
  const { band, side, windows, events, days, matching } = cell;
  const { ratio = null, low = null, high = null } = cell.volatility.similar ?? {};
  return {
    ...{ model, band, side, hours, windows, events, days },
    ...{ ratio, low, high, matching },
  };
}

function figuresOf(
  { cells }: { cells: readonly CellRecord<'all'>[] },
  model: ModelId,
  hours: HorizonHours,
): EvidenceFigure[] {
  return cells.flatMap(({ band, days, windows, volatility: { similar } }) =>
    similar === null ? [] : [{ model, band, hours, ...similar, days, windows }],
  );
}

/**
 * The slope of what was observed on what was predicted, both as logarithms, a point a band: least squares with an
 * intercept, weighed by the band's windows. 1: as predicted; 0: nothing of it. Only bands that are predicted and have
 * enough events take part; at least two are needed. The interval resamples the unseen year's days.
 */
async function slopeOf(
  table: WindowTable,
  model: ModelId,
  predicted: readonly EvidenceFigure[],
  resamples: number,
): Promise<Omit<Calibration, 'model' | 'hours'>> {
  const cells = bandCells();
  const cellAt = cellNumbers(table.scores[model], cells, thresholds);
  const counted = tally(table, cellAt, cells.length).cells;
  const points = cells.flatMap(({ band }, index) => {
    const figure = predicted.find(
      (one) => one.model === model && one.hours === table.hours && one.band === band,
    );
    const count = counted[index];
    if (figure === undefined || count === undefined || !isEnough(count.similar)) return [];
    return [
      { at: index * RATIOS.length + SIMILAR, x: Math.log(figure.ratio), weight: count.windows },
    ];
  });
  if (points.length < 2) return { slope: null, low: null, high: null };
  const draw = createDraw(
    table,
    cellAt,
    cells.map(({ side }) => side),
  );
  const ratios = new Float64Array(cells.length * RATIOS.length);
  const [estimate] = await bootstrap(
    {
      ...{ days: table.dayStarts.length - 1, figures: 1, resamples, seed: SEED },
      draw: (weights, slopes) => {
        draw(weights, ratios);
        slopes[0] = lineThrough(
          points.flatMap(({ at, x, weight }) => {
            const y = Math.log(ratios[at] ?? Number.NaN);
            return Number.isFinite(y) ? [{ x, y, weight }] : [];
          }),
        );
      },
    },
    pace,
  );
  if (!estimate) return { slope: null, low: null, high: null };
  return { slope: estimate.ratio, low: estimate.low, high: estimate.high };
}

const SIMILAR = RATIOS.findIndex(
  ([measure, baseline]) => measure === 'volatility' && baseline === 'similar',
);

/** The slope of the weighed least-squares line; NaN for fewer than two points. */
function lineThrough(points: readonly { x: number; y: number; weight: number }[]): number {
  const sum = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((total, point) => total + point.weight * of(point), 0);
  const all = sum(() => 1);
  const [x, y] = [sum((point) => point.x) / all, sum((point) => point.y) / all];
  return sum((point) => (point.x - x) * (point.y - y)) / sum((point) => (point.x - x) ** 2);
}

/** The figures that are stored in the code. */
export function keptFigures({ cells }: Evidence): EvidenceFigure[] {
  return cells.flatMap(({ model, band, side, hours, ratio, low, high, days, windows }) => {
    if (side !== 'all' || ratio === null || low === null || high === null) return [];
    const [shortRatio, shortLow, shortHigh] = [ratio, low, high].map(rounded);
    if (shortRatio === undefined || shortLow === undefined || shortHigh === undefined) return [];
    return [
      { model, band, hours, ratio: shortRatio, low: shortLow, high: shortHigh, days, windows },
    ];
  });
}

/** To the thousandth: the intervals are a hundred times as wide. */
export const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

export const spanDays = ({ from, to }: Evidence): number =>
  from === null || to === null ? 0 : (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
