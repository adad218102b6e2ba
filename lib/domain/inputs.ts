/** Names and types derived from the list of inputs. Values are in the entry's unit; null is missing, never 0. */
import type { DatedBy, InputEntry, Window } from './input-list';
import { INPUT_LIST } from './input-list';
import { recordFrom } from './record-of';

type Entry = (typeof INPUT_LIST)[number];
type Weighed = Extract<Entry, { isWeighed: true }>;
type Charted = Extract<Entry, { hasChart: true }>;

export type InputName = Entry['name'];
/** One per displayed quantity; funding has one for both of its readings. */
export type InputId = Entry['id'];
/** An input that scores weigh. Each model says which reading of it. */
export type Factor = Weighed['id'];
/** An input that the detail view draws. */
export type ChartedInput = Charted['id'];

export interface Input extends InputEntry {
  name: InputName;
  id: InputId;
}

export type Inputs = Record<InputName, number | null>;
/** The inputs that scores weigh. */
export type ScoreInputs = Pick<Inputs, Weighed['name']>;

export const INPUTS: readonly Input[] = INPUT_LIST;
export const INPUT_NAMES: readonly InputName[] = INPUTS.map(({ name }) => name);
export const NO_INPUTS: Readonly<Inputs> = recordFrom(INPUT_NAMES, () => null);

/** One for each displayed quantity, in the order of the list. */
export const SHOWN_INPUTS: readonly Input[] = INPUTS.filter(
  ({ id }, index) => INPUTS.findIndex((other) => other.id === id) === index,
);

/** The first of several readings of the same quantity. */
export function inputOf(id: InputId): Input {
  const input = INPUTS.find((one) => one.id === id);
  if (input === undefined) throw new Error(`no input ${id}`);
  return input;
}

const isFactor = (id: InputId): id is Factor => inputOf(id).isWeighed;
export const FACTORS: readonly Factor[] = SHOWN_INPUTS.map(({ id }) => id).filter(isFactor);
export const UNWEIGHED_INPUTS: readonly Input[] = SHOWN_INPUTS.filter(
  ({ isWeighed }) => !isWeighed,
);

const isCharted = (id: InputId): id is ChartedInput => inputOf(id).hasChart;
export const CHARTED_INPUTS: readonly ChartedInput[] = SHOWN_INPUTS.map(({ id }) => id).filter(
  isCharted,
);

export interface WindowInput extends Window {
  input: InputName;
}

/** The inputs that look back, in the order of the list. */
export function windowsOf(datedBy: DatedBy): readonly WindowInput[] {
  return INPUTS.flatMap(({ name, window, datedBy: other }) =>
    window === null || other !== datedBy ? [] : [{ input: name, ...window }],
  );
}

export const OI_WINDOWS = windowsOf('openInterest');
/** The maximum age of a sample that a window accepts. */
export const LONGEST_LOOK_BACK_MS = Math.max(
  ...INPUTS.map(({ window }) => (window === null ? 0 : window.windowMs + window.toleranceMs)),
);
