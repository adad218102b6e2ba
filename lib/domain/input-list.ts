/**
 * The registry of inputs: the one place to add one. How it is stored, scored, combined, shown and exported follows from its
 * entry; lib/domain/inputs.ts derives the names and types. Its label is `input_<id>` in the locale files, its words as a
 * term `term_<id>`, with `_what`, `_unit`, `_period` and `_high`.
 */
import type { Sizes } from './input-formulas';
import {
  funding8hPct,
  fundingPct,
  openInterestChangePct,
  openInterestTurnover,
  priceChangePct,
} from './input-formulas';
import { HOUR_MS } from './time';

/** The facts of a perpetual at one time, now or in the recorded series. Null is missing. */
export interface InputFacts extends Sizes {
  /** In quote currency. */
  markPrice: number | null;
  /** Per cent. */
  basisPct: number | null;
  /** Fraction per period. */
  fundingRate: number | null;
  fundingPeriodHours: number | null;
  /** In quote currency. */
  quoteVolume24h: number | null;
  /** How often the venue counts a contract in its open interest. */
  openInterestSides: 1 | 2;
}

/** Which time an input has: that of the venue's prices, or of its open interest. */
export type DatedBy = 'price' | 'openInterest';

/** A change is against the sample nearest to this long before; see nearest.ts. `toleranceMs` is 20 % of the window. */
export interface Window {
  windowMs: number;
  toleranceMs: number;
}

/**
 * How combined rows have it: the change of their summed coins, or a mean weighted by open interest in USD or by
 * turnover.
 */
export type Combining = 'changeOfSum' | 'meanByOpenInterest' | 'meanByVolume';

export interface InputEntry {
  /** Key in stored boards, messages, exports and JSON. */
  name: string;
  /** Key of its label, column and chart. Readings of the same quantity share it; the first one is shown. */
  id: string;
  /** Null: a ratio. */
  unit: '%' | null;
  /** Decimals wherever it is printed. */
  decimals: number;
  /** Printed with a plus sign, and charted around zero. */
  isSigned: boolean;
  datedBy: DatedBy;
  /** Null: it needs no earlier sample. */
  window: Window | null;
  /** `then`: the sample at the start of the window. */
  value: (now: InputFacts, then: Sizes | null) => number | null;
  combining: Combining;
  /** Whether models give it a weight. Others are shown next to the reasons, without points. */
  isWeighed: boolean;
  /** Whether the detail view draws it. */
  hasChart: boolean;
}

const windowOf = (hours: number): Window => ({
  windowMs: hours * HOUR_MS,
  toleranceMs: (hours * HOUR_MS) / 5,
});

const OI_CHANGE = {
  unit: '%',
  isSigned: true,
  datedBy: 'openInterest',
  value: openInterestChangePct,
  combining: 'changeOfSum',
  isWeighed: true,
  hasChart: false,
} as const;

const PRICE_CHANGE = {
  unit: '%',
  decimals: 2,
  isSigned: true,
  datedBy: 'price',
  value: priceChangePct,
  combining: 'meanByOpenInterest',
  isWeighed: false,
} as const;

const FUNDING = {
  id: 'funding',
  unit: '%',
  decimals: 4,
  isSigned: true,
  datedBy: 'price',
  window: null,
  combining: 'meanByOpenInterest',
  isWeighed: true,
  hasChart: true,
} as const;

/** In the order of display and export. Stored boards have them by name. */
export const INPUT_LIST = [
  { name: 'oi1hPct', id: 'oi1h', decimals: 2, window: windowOf(1), ...OI_CHANGE },
  { name: 'oi4hPct', id: 'oi4h', decimals: 1, window: windowOf(4), ...OI_CHANGE },
  { name: 'oi24hPct', id: 'oi24h', decimals: 1, window: windowOf(24), ...OI_CHANGE },
  {
    // As quoted; the 8 h equivalent where the period is under 4 h.
    name: 'fundingPct',
    value: ({ fundingRate, fundingPeriodHours }) => fundingPct(fundingRate, fundingPeriodHours),
    ...FUNDING,
  },
  {
    // The 8 h equivalent, whatever the period.
    name: 'funding8hPct',
    value: ({ fundingRate, fundingPeriodHours }) => funding8hPct(fundingRate, fundingPeriodHours),
    ...FUNDING,
  },
  {
    name: 'basisPct',
    id: 'basis',
    unit: '%',
    decimals: 3,
    isSigned: true,
    datedBy: 'price',
    window: null,
    value: ({ basisPct }) => basisPct,
    combining: 'meanByOpenInterest',
    isWeighed: true,
    hasChart: true,
  },
  { name: 'price1hPct', id: 'price1h', window: windowOf(1), hasChart: false, ...PRICE_CHANGE },
  { name: 'price4hPct', id: 'price4h', window: windowOf(4), hasChart: false, ...PRICE_CHANGE },
  { name: 'price24hPct', id: 'price24h', window: windowOf(24), hasChart: false, ...PRICE_CHANGE },
  {
    name: 'oiTurnover',
    id: 'oiTurnover',
    unit: null,
    decimals: 2,
    isSigned: false,
    datedBy: 'openInterest',
    window: null,
    value: (now) => openInterestTurnover(now, now.quoteVolume24h, now.openInterestSides),
    // The sum of open interest over the sum of turnover.
    combining: 'meanByVolume',
    isWeighed: false,
    hasChart: false,
  },
] as const satisfies readonly InputEntry[];
