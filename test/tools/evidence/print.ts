/** Evidence as JSON, and as a table for the terminal. */
import type { Calibration, Evidence, EvidenceCell } from './count';
import { spanDays } from './count';

export function evidenceJson(evidence: Evidence): unknown {
  const { from, to, coins, cells, calibration, fittedOn, unseen, reports } = evidence;
  return { from, to, coins, cells, calibration, fittedOn, unseen, reports };
}

interface Column<Row> {
  title: string;
  text: (row: Row) => string;
}

const CELLS: readonly Column<EvidenceCell>[] = [
  { title: 'Model', text: ({ model }) => model },
  { title: 'Band', text: ({ band }) => band },
  { title: 'Side', text: ({ side }) => side },
  { title: 'Hours', text: ({ hours }) => String(hours) },
  { title: 'Windows', text: ({ windows }) => String(windows) },
  { title: 'Events', text: ({ events }) => String(events) },
  { title: 'Days', text: ({ days }) => String(days) },
  { title: 'Volatility', text: ({ ratio, low, high }) => interval(ratio, low, high) },
  { title: 'Matching', text: ({ matching }) => matching ?? '–' },
];

const SLOPES: readonly Column<Calibration>[] = [
  { title: 'Model', text: ({ model }) => model },
  { title: 'Hours', text: ({ hours }) => String(hours) },
  { title: 'Slope', text: ({ slope, low, high }) => interval(slope, low, high) },
];

/** The last line is a summary. */
export function evidenceTable(evidence: Evidence): string {
  const { cells, calibration, fittedOn, unseen, reports } = evidence;
  const parts = [tableOf(CELLS, cells)];
  if (unseen !== null) {
    parts.push(`${unseen} as predicted by ${fittedOn}\n${tableOf(SLOPES, calibration)}`);
  }
  parts.push(reports.map(reportLine).join('\n'), summary(evidence));
  return parts.join('\n\n');
}

function interval(value: number | null, low: number | null, high: number | null): string {
  if (value === null || low === null || high === null) return 'too little';
  return `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function tableOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ text }) => text(row))),
  ];
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((line) => line[index]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((text, index) => text.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function reportLine({
  coin,
  windows,
  refused,
  repeated,
  untraded,
}: Evidence['reports'][number]): string {
  const notes = [
    `${count(windows, 'window')} of 4 h`,
    ...(refused > 0 ? [`${refused} without complete price data`] : []),
    ...(repeated > 0 ? [`${count(repeated, 'row')} of a longer candle left out`] : []),
    ...(untraded > 0 ? [`${count(untraded, 'row')} without a trade left out`] : []),
  ];
  return `${coin}: ${notes.join(', ')}`;
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;

function summary(evidence: Evidence): string {
  const { from, to, coins, cells } = evidence;
  const known = cells.filter(({ ratio }) => ratio !== null);
  const apart = known.filter(({ low, high }) => (low ?? 1) > 1 || (high ?? 1) < 1);
  return [
    `${coins.join(', ') || 'No coin'}${from === null || to === null ? '' : `, ${from} to ${to}`}`,
    count(spanDays(evidence), 'day'),
    `${apart.length} of ${count(known.length, 'interval')} exclude 1`,
    `${(known.length * 0.05).toFixed(1)} would by chance.`,
  ].join('; ');
}
