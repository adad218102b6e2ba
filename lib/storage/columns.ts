/**
 * The list of recorded columns. The board's record, the log, today's blocks, finished days, half-hour means, backups
 * and the exports' recorded columns follow from it. To add a column: one entry, with the next layout as its `since`;
 * stored records are read with the columns of their own layout. Never remove or reorder entries.
 */
import type { PerpState } from '../domain/board';
import type { ModelId } from '../domain/score';
import { MODEL_IDS } from '../domain/score';

/** One perpetual's data from one refresh. */
export interface RefreshedPerp {
  perpState: PerpState;
  /** The refresh's time, ms on the exchange's clock. */
  atMs: number;
  /** Signed points before rounding, by model; null without any input. */
  scores: Readonly<Partial<Record<ModelId, number | null>>>;
}

/**
 * How a day's record stores a value: `float32`; `score` in hundredths of a point (int16), in half-hour means with the
 * lowest and the highest; `hours` as whole hours (uint8, 0 is missing); `source` (uint8, see SOURCE in
 * lib/domain/series.ts). The log stores all of them in 32 bits, the board's record in 64; `time` is in the board's
 * record only.
 */
export type ColumnType = 'float32' | 'score' | 'hours' | 'source' | 'time';

/** Board: newest values. Log: one row per refresh. Days: 5-minute samples and half-hour means. */
export type RecordKind = 'board' | 'log' | 'days';

export interface RecordedColumn<Name extends string = string> {
  name: Name;
  unit: string;
  type: ColumnType;
  /** How half an hour of samples is averaged, without missing ones. Null: the column is not in days. */
  average: 'mean' | 'last' | 'lowest' | null;
  records: readonly RecordKind[];
  /** The first layout with this column. */
  since: number;
  /** Its name in exports of the history; null: not exported. */
  exportedAs: string | null;
  /** Returns the value in `unit`; null is missing. A null reader: the value is known only when days are written. */
  read: ((recorded: RefreshedPerp) => number | null) | null;
}

/** The layout of records without a layout field. */
export const FIRST_LAYOUT = 4;

/** A new model's scores need a layout of their own. */
const MODEL_SINCE: Readonly<Record<ModelId, number>> = { classic: 4, crowding: 4 };

const everywhere = ['board', 'log', 'days'] as const;
const column = <const Name extends string>(entry: RecordedColumn<Name>) => entry;

export const COLUMNS = [
  column({
    name: 'baseQty',
    unit: 'base asset',
    type: 'float32',
    average: 'mean',
    records: everywhere,
    since: 4,
    exportedAs: 'openInterestCoins',
    read: ({ perpState }) => perpState.openInterest?.baseQty ?? null,
  }),
  column({
    name: 'openInterestAgeS',
    unit: 's before the refresh',
    type: 'float32',
    average: null,
    records: ['log'],
    since: 4,
    exportedAs: null,
    read: ({ perpState: { openInterest }, atMs }) =>
      openInterest && (atMs - openInterest.atMs) / 1000,
  }),
  column({
    name: 'fundingRate',
    unit: 'fraction per period',
    type: 'float32',
    average: 'mean',
    records: everywhere,
    since: 4,
    exportedAs: 'fundingRate',
    read: ({ perpState }) => perpState.reading?.fundingRate ?? null,
  }),
  column({
    name: 'fundingPeriodHours',
    unit: 'h',
    type: 'hours',
    average: 'last',
    records: everywhere,
    since: 4,
    exportedAs: 'fundingPeriodHours',
    read: ({ perpState }) => perpState.reading?.fundingPeriodHours ?? null,
  }),
  column({
    name: 'basisPct',
    unit: '%',
    type: 'float32',
    average: 'mean',
    // On the board it is one of the inputs.
    records: ['log', 'days'],
    since: 4,
    exportedAs: null,
    read: ({ perpState }) => perpState.inputs.basisPct,
  }),
  column({
    name: 'markPrice',
    unit: 'quote asset',
    type: 'float32',
    average: 'mean',
    records: everywhere,
    since: 4,
    exportedAs: 'markPrice',
    read: ({ perpState }) => perpState.reading?.markPrice ?? null,
  }),
  column({
    name: 'quoteVolume24h',
    unit: 'quote asset',
    type: 'float32',
    average: 'mean',
    records: everywhere,
    since: 4,
    exportedAs: 'quoteVolume24h',
    read: ({ perpState }) => perpState.reading?.quoteVolume24h ?? null,
  }),
  ...MODEL_IDS.map((model) =>
    column({
      name: model,
      unit: 'signed points',
      type: 'score',
      average: 'mean',
      records: ['log', 'days'],
      since: MODEL_SINCE[model],
      exportedAs: `${model}Recorded`,
      read: ({ scores }) => scores[model] ?? null,
    }),
  ),
  column({
    name: 'source',
    unit: 'SOURCE',
    type: 'source',
    average: 'lowest',
    records: ['days'],
    since: 4,
    exportedAs: 'source',
    read: null,
  }),
  column({
    name: 'pricedAtMs',
    unit: 'ms since 1970',
    type: 'time',
    average: null,
    records: ['board'],
    since: 4,
    exportedAs: null,
    read: ({ perpState }) => perpState.reading?.pricedAtMs ?? null,
  }),
  column({
    name: 'indexPrice',
    unit: 'quote asset',
    type: 'float32',
    average: null,
    records: ['board'],
    since: 4,
    exportedAs: null,
    read: ({ perpState }) => perpState.reading?.indexPrice ?? null,
  }),
  column({
    name: 'nextFundingAtMs',
    unit: 'ms since 1970',
    type: 'time',
    average: null,
    records: ['board'],
    since: 4,
    exportedAs: null,
    read: ({ perpState }) => perpState.reading?.nextFundingAtMs ?? null,
  }),
  column({
    name: 'openInterestAtMs',
    unit: 'ms since 1970',
    type: 'time',
    average: null,
    records: ['board'],
    since: 4,
    exportedAs: null,
    read: ({ perpState }) => perpState.openInterest?.atMs ?? null,
  }),
] as const;

export type ColumnName = (typeof COLUMNS)[number]['name'];

/** The layout of new records. */
export const LAYOUT: number = Math.max(...COLUMNS.map(({ since }) => since));

/** The columns of a kind of record in a layout, in the list's order. */
export function columnsIn(kind: RecordKind, layout: number = LAYOUT): RecordedColumn<ColumnName>[] {
  return COLUMNS.filter(({ records, since }) => since <= layout && records.includes(kind));
}
