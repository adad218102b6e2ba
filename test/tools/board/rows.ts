/** Rows of the terminal's board: as JSON for machines and as a table for people. */
import type { Band } from '../../../lib/domain/band';
import { bandOf, DEFAULT_THRESHOLDS } from '../../../lib/domain/band';
import { DECIMALS } from '../../../lib/domain/decimals';
import { plain } from '../../../lib/domain/foreign-text';
import { percent } from '../../../lib/domain/format';
import type { ScoreInputs } from '../../../lib/domain/inputs';
import type { Bias, Contributions, ModelId, RegimeId, Scores } from '../../../lib/domain/score';
import { REGIME_LABELS } from '../../../lib/scoring/regime-labels';
import { LEAST_COVERAGE_TO_RANK } from '../../../lib/scoring/score';

/** What a row is made from, whatever brought it. */
export interface ScoredEntry {
  venue: string | null;
  symbol: string;
  inputs: ScoreInputs;
  fundingPeriodHours: number | null;
  pricedAtMs: number | null;
  openInterestAtMs: number | null;
  scores: Scores;
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
  inputs: Omit<ScoreInputs, 'funding8hPct'>;
  contributions: Contributions;
  model: ModelId;
}

export function jsonRow(entry: ScoredEntry, model: ModelId): JsonRow {
  const score = entry.scores[model];
  const { oi1hPct, oi4hPct, oi24hPct, fundingPct, basisPct } = entry.inputs;
  return {
    venue: entry.venue,
    symbol: entry.symbol,
    score: score.score,
    bias: score.bias,
    band: bandOf(score.score, DEFAULT_THRESHOLDS),
    regime: score.regime,
    regimeLabel: REGIME_LABELS[score.regime],
    coverage: score.coverage,
    inputs: { oi1hPct, oi4hPct, oi24hPct, fundingPct, basisPct },
    contributions: score.contributions,
    model: score.model,
  };
}

const COLUMNS: { title: string; cell: (row: JsonRow, rank: number) => string; left?: boolean }[] = [
  {
    title: '#',
    cell: (row, rank) => (row.coverage >= LEAST_COVERAGE_TO_RANK ? String(rank) : '–'),
  },
  { title: 'venue', cell: (row) => row.venue ?? '', left: true },
  { title: 'symbol', cell: (row) => row.symbol, left: true },
  { title: 'score', cell: (row) => String(row.score) },
  { title: 'bias', cell: (row) => row.bias, left: true },
  { title: 'band', cell: (row) => row.band, left: true },
  { title: 'OI 1h', cell: (row) => percent(row.inputs.oi1hPct, DECIMALS.oi1h) },
  { title: 'OI 4h', cell: (row) => percent(row.inputs.oi4hPct, DECIMALS.oi4h) },
  { title: 'OI 24h', cell: (row) => percent(row.inputs.oi24hPct, DECIMALS.oi24h) },
  { title: 'funding', cell: (row) => percent(row.inputs.fundingPct, DECIMALS.funding) },
  { title: 'basis', cell: (row) => percent(row.inputs.basisPct, DECIMALS.basis) },
  { title: 'of 100', cell: (row) => String(row.coverage) },
  { title: 'regime', cell: (row) => row.regimeLabel, left: true },
];

/** Characters of a cell; names are an exchange's, or of a file. */
const WIDEST = 40;

export function table(rows: readonly JsonRow[]): string {
  const lines = [
    COLUMNS.map(({ title }) => title),
    ...rows.map((row, index) => COLUMNS.map(({ cell }) => plain(cell(row, index + 1), WIDEST))),
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
