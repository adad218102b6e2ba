/** Rows of the terminal's board: as JSON, and as a table. */
import type { Band } from '../../../lib/domain/band';
import { bandOf, DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import type { VenueBoard } from '../../../lib/domain/board';
import { plain } from '../../../lib/domain/foreign-text';
import { inputText } from '../../../lib/domain/input-text';
import type { InputId, InputName, Inputs } from '../../../lib/domain/inputs';
import { SHOWN_INPUTS } from '../../../lib/domain/inputs';
import type { Bias, Contributions, ModelId, RegimeId, Scores } from '../../../lib/domain/score';
import { LEAST_COVERAGE_TO_RANK, REGIME_LABELS, scoredRows } from '../../../lib/scoring/score';

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

/** The perpetuals of the boards, scored by both models. */
export function scoredEntries(boards: readonly VenueBoard[]): ScoredEntry[] {
  return scoredRows(boards).map((row) => ({
    venue: row.venue,
    symbol: row.perp.symbol,
    inputs: row.inputs,
    fundingPeriodHours: row.reading?.fundingPeriodHours ?? null,
    pricedAtMs: row.reading?.pricedAtMs ?? null,
    openInterestAtMs: row.openInterest?.atMs ?? null,
    scores: row.scores,
  }));
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

/** Maximum characters of a name, which is foreign text. */
const WIDEST = 40;

const COLUMNS: { title: string; cell: (row: JsonRow, rank: number) => string; left?: boolean }[] = [
  {
    title: '#',
    cell: (row, rank) => (row.coverage >= LEAST_COVERAGE_TO_RANK ? String(rank) : '–'),
  },
  { title: 'venue', cell: (row) => plain(row.venue ?? '', WIDEST), left: true },
  { title: 'symbol', cell: (row) => plain(row.symbol, WIDEST), left: true },
  { title: 'score', cell: (row) => String(row.score) },
  { title: 'bias', cell: (row) => row.bias, left: true },
  { title: 'band', cell: (row) => row.band, left: true },
  ...SHOWN_INPUTS.filter(({ isWeighed }) => isWeighed).map(({ name, id }) => ({
    title: TITLES[id] ?? id,
    cell: ({ inputs }: JsonRow) =>
      inputText({ value: inputs[name] ?? null, periodHours: null }, id).text,
  })),
  { title: 'of 100', cell: (row) => String(row.coverage) },
  { title: 'regime', cell: (row) => row.regimeLabel, left: true },
];

export function table(rows: readonly JsonRow[]): string {
  const lines = [
    COLUMNS.map(({ title }) => title),
    ...rows.map((row, index) => COLUMNS.map(({ cell }) => cell(row, index + 1))),
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
