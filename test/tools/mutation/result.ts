/** The results for a room's mutants. Allowed survivors, each with a reason, are not counted. */

export interface Mutant {
  /** Relative to the project's folder, with forward slashes. */
  file: string;
  /** From 1. */
  line: number;
  status: string;
  /** The original code, on one line. */
  original: string;
  /** The mutated code, on one line. */
  replacement: string;
}

/** A survivor that no test can or needs to kill. Matched by its text, so that lines may move. */
export interface Allowed {
  /** Relative to the project's folder. */
  file: string;
  original: string;
  replacement: string;
  reason: string;
}

export interface RoomResult {
  room: string;
  killed: number;
  survived: number;
  /** Survivors without coverage. */
  uncovered: number;
  allowed: number;
  /** Percentage of killed mutants, without the allowed ones; 100 where there are none. */
  score: number;
  /** How long the room took. */
  seconds: number;
  survivors: Mutant[];
  /** Allowed ones that did not survive: their code is gone, or a test kills them. */
  outdated: Allowed[];
}

/** Minimum percentage of killed mutants per room. */
export const LEAST_SCORE = 85;

/** `RuntimeError`: a test file could not be loaded with the mutant. */
const KILLED = ['Killed', 'Timeout', 'RuntimeError'];
const SURVIVED = ['Survived', 'NoCoverage'];

export function resultOf(
  room: string,
  mutants: readonly Mutant[],
  allowed: readonly Allowed[],
  seconds = 0,
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
    seconds,
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

/** The text of `source` between two locations (lines and columns from 1), on one line. */
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
  const head = ['room', 'killed', 'survived', 'no coverage', 'allowed', 'time', 'score'];
  const rows = results.map((result) => [
    result.room,
    String(result.killed),
    String(result.survived),
    String(result.uncovered),
    String(result.allowed),
    `${Math.round(result.seconds)} s`,
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

/** One line per survivor and per outdated entry, with a clickable location. */
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
