/** What a room's mutants came to. Survivors that are allowed, each for a reason, count neither for nor against it. */

export interface Mutant {
  /** From the project's folder, with forward slashes. */
  file: string;
  /** From 1. */
  line: number;
  status: string;
  /** What stands in the source, on one line. */
  original: string;
  /** What was put in its place, on one line. */
  replacement: string;
}

/** A survivor that no test can kill or need kill. It is found by its text, so that lines may move. */
export interface Allowed {
  /** From the project's folder. */
  file: string;
  original: string;
  replacement: string;
  reason: string;
}

export interface RoomResult {
  room: string;
  killed: number;
  survived: number;
  /** Survivors that no test runs. */
  uncovered: number;
  allowed: number;
  /** Per cent of the mutants that are not allowed; 100 where there is none. */
  score: number;
  survivors: Mutant[];
  /** Allowed ones that did not survive: their text is gone, or a test kills it. */
  outdated: Allowed[];
}

/** Per cent of a room's mutants. */
export const LEAST_SCORE = 85;

/** `RuntimeError`: with it, a file of tests could not be loaded. */
const KILLED = ['Killed', 'Timeout', 'RuntimeError'];
const SURVIVED = ['Survived', 'NoCoverage'];

export function resultOf(
  room: string,
  mutants: readonly Mutant[],
  allowed: readonly Allowed[],
): RoomResult {
  const ours = allowed.filter(({ file }) => file.startsWith(`lib/${room}/`));
  const alive = mutants.filter(({ status }) => SURVIVED.includes(status));
  const isAllowed = (mutant: Mutant) => ours.some((entry) => isSame(entry, mutant));
  const survivors = alive.filter((mutant) => !isAllowed(mutant));
  const killed = mutants.filter(({ status }) => KILLED.includes(status)).length;
  const uncovered = survivors.filter(({ status }) => status === 'NoCoverage').length;
  const total = killed + survivors.length;
  return {
    room,
    killed,
    survived: survivors.length - uncovered,
    uncovered,
    allowed: alive.length - survivors.length,
    score: total === 0 ? 100 : (100 * killed) / total,
    survivors,
    outdated: ours.filter((entry) => !alive.some((mutant) => isSame(entry, mutant))),
  };
}

export function isGood({ score, outdated }: RoomResult): boolean {
  return score >= LEAST_SCORE && outdated.length === 0;
}

function isSame(entry: Allowed, mutant: Mutant): boolean {
  return (
    entry.file === mutant.file &&
    entry.original === mutant.original &&
    entry.replacement === mutant.replacement
  );
}

/** The text of `source` between two places, lines and columns from 1, on one line. */
export function textAt(source: string, { start, end }: Location): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = (lines[last] ?? '').slice(0, end.column - 1);
  lines[0] = (lines[0] ?? '').slice(start.column - 1);
  return oneLine(lines.join('\n'));
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

export interface Location {
  start: { line: number; column: number };
  end: { line: number; column: number };
}

export function tableOf(results: readonly RoomResult[]): string {
  const head = ['room', 'killed', 'survived', 'no coverage', 'allowed', 'score'];
  const rows = results.map((result) => [
    result.room,
    String(result.killed),
    String(result.survived),
    String(result.uncovered),
    String(result.allowed),
    `${result.score.toFixed(1)} %${isGood(result) ? '' : ' ✗'}`,
  ]);
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  return [head, ...rows]
    .map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A line for each survivor and each entry that is outdated, to be read or clicked. */
export function findingsOf({ survivors, outdated }: RoomResult): string[] {
  return [
    ...survivors.map(
      ({ file, line, status, original, replacement }) =>
        `${file}:${line} ${status === 'NoCoverage' ? '(no coverage) ' : ''}${brief(original)} → ${brief(replacement)}`,
    ),
    ...outdated.map(
      ({ file, original, replacement }) =>
        `allowed.json: no such survivor in ${file}: ${brief(original)} → ${brief(replacement)}`,
    ),
  ];
}

function brief(text: string): string {
  if (text === '') return 'nothing';
  return text.length > 100 ? `${text.slice(0, 60)} … ${text.slice(-37)}` : text;
}
