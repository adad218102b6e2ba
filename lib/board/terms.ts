/**
 * The terms that the screen explains: one list for the short explanations in place and for the guide. A term's name is
 * the message `name`, its explanation `term_<id>_<part>`. Pure; no words.
 */
import type { Band } from '../domain/band';
import { BANDS } from '../domain/band';
import { SHOWN_INPUTS } from '../domain/inputs';
import type { InputId } from '../domain/inputs';
import type { ModelId, RegimeId } from '../domain/score';
import { MODEL_IDS } from '../domain/score';

/** What a measured term says, in this order. Signs and settings have the first only. */
export const TERM_PARTS = ['what', 'unit', 'period', 'high'] as const;
export type TermPart = (typeof TERM_PARTS)[number];

/** As the guide groups them. */
export const TERM_GROUPS = [
  'column',
  'input',
  'counter',
  'mark',
  'regime',
  'fact',
  'band',
  'model',
  'setting',
] as const;
export type TermGroup = (typeof TERM_GROUPS)[number];

/** Where a term is explained in place. Columns, counters and marks are on the board. */
export type TermPlace = 'board' | 'help' | 'why' | 'detail' | 'options';

export interface Term {
  id: TermId;
  group: TermGroup;
  /** Message of its name. */
  name: string;
  /** A quantity with a unit and a period; others are signs or choices. */
  isMeasured: boolean;
  at: readonly TermPlace[];
}

const COUNTERS = [
  'counterAverage',
  'counterLong',
  'counterShort',
  'counterNeutral',
  'counterSqueeze',
] as const;
const MARKS = ['stale', 'partial', 'squeeze', 'modelsDiffer', 'tint'] as const;
const FACTS = [
  'factMark',
  'factIndex',
  'factOi',
  'factOiUsd',
  'factVolume',
  'factNextFunding',
] as const;
/** Of the reasons. */
const REASONS = ['points', 'age'] as const;
/** Of the detail view. */
const PLACES = ['placeBoard', 'placeHistory'] as const;
const SETTINGS = ['fundingQuoted', 'funding8h'] as const;

const REGIMES: Readonly<Record<RegimeId, null>> = {
  LONG_CROWDED: null,
  SHORT_RAMP: null,
  SHORT_SQUEEZE_RISK: null,
  LONG_SQUEEZE_RISK: null,
  UNWINDING: null,
  NET_LONG: null,
  NET_SHORT: null,
  NEUTRAL: null,
};
const isRegime = (id: string): id is RegimeId => id in REGIMES;
const REGIME_IDS: readonly RegimeId[] = Object.keys(REGIMES).filter(isRegime);

type MeasuredId =
  | 'rank'
  | 'score'
  | 'change'
  | 'trend'
  | InputId
  | (typeof COUNTERS)[number]
  | (typeof FACTS)[number]
  | (typeof REASONS)[number]
  | (typeof PLACES)[number]
  | 'coverage'
  | 'range';
type SignId =
  | 'star'
  | 'symbol'
  | 'venue'
  | 'side'
  | 'regime'
  | (typeof MARKS)[number]
  | (typeof SETTINGS)[number]
  | `band_${Band}`
  | `regime_${RegimeId}`
  | `model_${ModelId}`;
export type TermId = MeasuredId | SignId;

type Facts = Pick<Term, 'group' | 'at'>;

function measured<I extends MeasuredId>(id: I, facts: Facts) {
  return { id, name: `term_${id}` as const, isMeasured: true as const, ...facts };
}

function sign<I extends SignId>(id: I, facts: Facts) {
  return { id, name: `term_${id}` as const, isMeasured: false as const, ...facts };
}

const COLUMN: Facts = { group: 'column', at: ['board'] };
const COUNTER: Facts = { group: 'counter', at: ['board'] };
const MARK: Facts = { group: 'mark', at: ['board'] };
const REASON: Facts = { group: 'fact', at: ['why'] };

/** Every term, in the order of the guide. */
export const TERMS = [
  ...[
    sign('star', COLUMN),
    measured('rank', COLUMN),
    sign('symbol', COLUMN),
    sign('venue', COLUMN),
    measured('score', COLUMN),
    sign('side', COLUMN),
    sign('regime', COLUMN),
    measured('change', COLUMN),
    measured('trend', COLUMN),
  ],
  ...SHOWN_INPUTS.map(({ id, isWeighed }) =>
    measured(id, {
      group: 'input',
      at: isWeighed ? ['board', 'why', 'detail'] : ['why', 'detail'],
    }),
  ),
  ...COUNTERS.map((id) => measured(id, COUNTER)),
  ...MARKS.map((id) => sign(id, id === 'tint' ? { ...MARK, at: ['help'] } : MARK)),
  measured('coverage', { group: 'mark', at: ['why'] }),
  measured('range', { group: 'mark', at: ['why'] }),
  ...REGIME_IDS.map((id) => ({
    ...sign(`regime_${id}`, { group: 'regime', at: ['board', 'why'] }),
    name: `regime_short_${id}` as const,
  })),
  ...REASONS.map((id) => measured(id, REASON)),
  ...FACTS.map((id) => measured(id, REASON)),
  ...PLACES.map((id) => measured(id, { group: 'fact', at: ['detail'] })),
  ...BANDS.map((id) => ({
    ...sign(`band_${id}`, { group: 'band', at: ['why'] }),
    name: `band_${id}` as const,
  })),
  ...MODEL_IDS.map((id) => ({
    ...sign(`model_${id}`, { group: 'model', at: ['why', 'options'] }),
    name: `model_${id}` as const,
  })),
  ...SETTINGS.map((id) => sign(id, { group: 'setting', at: ['options'] })),
] as const satisfies readonly Term[];

export type TermEntry = (typeof TERMS)[number];

/** Undefined for an id from outside, such as an attribute of the page. */
export function termOf(id: string): TermEntry | undefined {
  return TERMS.find((term) => term.id === id);
}
