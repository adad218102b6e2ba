/** Rows of the terminal's board: as JSON, and as a table. */
import type { Band } from '../../../lib/domain/band';
import { bandOf, DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import type { BoardRow } from '../../../lib/domain/board';
import { plain } from '../../../lib/domain/foreign-text';
import { leaningOf, regimePhrase } from '../../../lib/domain/headline';
import { inputText } from '../../../lib/domain/input-text';
import type { InputId, InputName, Inputs } from '../../../lib/domain/inputs';
import { SHOWN_INPUTS } from '../../../lib/domain/inputs';
import type {
  Bias,
  Contributions,
  ModelId,
  RegimeId,
  Score,
  Scores,
} from '../../../lib/domain/score';
import { REGIME_LABELS } from '../../../lib/scoring/score';
import messages from '../../../public/_locales/en/messages.json';

/** The source of a row. */
export interface ScoredEntry {
  venue: string | null;
  symbol: string;
  inputs: Inputs;
  fundingPeriodHours: number | null;
  pricedAtMs: number | null;
  openInterestAtMs: number | null;
  scores: Scores;
}

export function entryOf(row: BoardRow): ScoredEntry {
  return {
    venue: row.venue,
    symbol: row.perp.symbol,
    inputs: row.inputs,
    fundingPeriodHours: row.reading?.fundingPeriodHours ?? null,
    pricedAtMs: row.reading?.pricedAtMs ?? null,
    openInterestAtMs: row.openInterest?.atMs ?? null,
    scores: row.scores,
  };
}

export interface JsonRow {
  venue: string | null;
  symbol: string;
  score: number;
  bias: Bias;
  band: Band;
  regime: RegimeId;
  regimeLabel: string;
  coverage: number;
  inputs: Partial<Record<InputName, number | null>>;
  contributions: Contributions;
  model: ModelId;
}

/** One reading per input. */
const PRINTED_NAMES = SHOWN_INPUTS.map(({ name }) => name);

export function jsonRow(entry: ScoredEntry, model: ModelId): JsonRow {
  const score = entry.scores[model];
  return {
    venue: entry.venue,
    symbol: entry.symbol,
    score: score.score,
    bias: score.bias,
    band: bandOf(score.score, DEFAULT_THRESHOLDS),
    regime: score.regime,
    regimeLabel: REGIME_LABELS[score.regime],
    coverage: score.coverage,
    inputs: Object.fromEntries(PRINTED_NAMES.map((name) => [name, entry.inputs[name]])),
    contributions: score.contributions,
    model: score.model,
  };
}

const TITLES: Readonly<Partial<Record<InputId, string>>> = {
  oi1h: 'OI 1h',
  oi4h: 'OI 4h',
  oi24h: 'OI 24h',
};

interface Column {
  title: string;
  cell: (entry: ScoredEntry, score: Score, rank: number) => string;
  left?: boolean;
}

const COLUMNS: readonly Column[] = [
  { title: '#', cell: (_, { ranked }, rank) => (ranked ? String(rank) : '–') },
  { title: 'venue', cell: ({ venue }) => venue ?? '', left: true },
  { title: 'symbol', cell: ({ symbol }) => symbol, left: true },
  { title: 'score', cell: (_, { score }) => String(score) },
  // What a partial score could be: rows are ranked by its lower end.
  {
    title: 'could be',
    cell: (_, { low, high }) => (low < high ? `${low}–${high}` : ''),
    left: true,
  },
  { title: 'bias', cell: (_, { bias }) => bias, left: true },
  { title: 'band', cell: (_, score) => bandText(score), left: true },
  ...SHOWN_INPUTS.filter(({ isWeighed }) => isWeighed).map(({ name, id }): Column => ({
    title: TITLES[id] ?? id,
    cell: (entry, { model }) => valueText(entry, model, name, id),
  })),
  { title: 'coverage', cell: (_, { coverage }) => String(coverage) },
  // In the screen's words, which are true of the inputs; the JSON has the published label.
  {
    title: 'regime',
    cell: ({ inputs }, score) => messages[`regime_${regimePhrase(score, inputs)}`].message,
    left: true,
  },
];

/** As the model reads it; a funding rate with the period that it is of, where that is known. */
function valueText(
  { inputs, fundingPeriodHours }: ScoredEntry,
  model: ModelId,
  name: InputName,
  id: InputId,
): string {
  if (id !== 'funding') return inputText({ value: inputs[name], periodHours: null }, id).text;
  const isPer8h = model === 'crowding' || (fundingPeriodHours !== null && fundingPeriodHours < 4);
  const value = isPer8h ? inputs.funding8hPct : inputs.fundingPct;
  const shown = inputText({ value, periodHours: isPer8h ? 8 : fundingPeriodHours }, id);
  return shown.periodHours === null ? shown.text : `${shown.text}/${shown.periodHours}h`;
}

/** In the neutral band a side is a leaning. */
function bandText(score: Score): string {
  const band = bandOf(score.score, DEFAULT_THRESHOLDS);
  return leaningOf(score, band) === null ? band : `${band}, leaning`;
}

/** Maximum characters of a cell, since names are foreign text; the longest phrase of ours is shorter. */
const WIDEST = 80;

/** `entries` in the order of their ranks, from the first one on. */
export function table(entries: readonly ScoredEntry[], model: ModelId): string {
  const lines = [
    COLUMNS.map(({ title }) => title),
    ...entries.map((entry, index) =>
      COLUMNS.map(({ cell }) => plain(cell(entry, entry.scores[model], index + 1), WIDEST)),
    ),
  ];
  const widths = COLUMNS.map((_, column) =>
    Math.max(...lines.map((line) => displayWidth(line[column] ?? ''))),
  );
  return lines
    .map((line) =>
      line
        .map((text, column) => {
          const gap = ' '.repeat((widths[column] ?? 0) - displayWidth(text));
          return COLUMNS[column]?.left ? text + gap : gap + text;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Terminals draw East Asian characters two cells wide. */
function displayWidth(text: string): number {
  return [...text].reduce(
    (width, letter) =>
      width + (/[\u1100-\uffef]/u.test(letter) && !/[\u2000-\u2fff]/u.test(letter) ? 2 : 1),
    0,
  );
}
