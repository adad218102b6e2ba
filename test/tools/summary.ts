/** How many tests a run had, and the one line that says so to a person and to CI. */
export interface Summary {
  passed: number;
  failed: number;
  skipped: number;
}

export const EMPTY: Summary = { passed: 0, failed: 0, skipped: 0 };

export function add(a: Summary, b: Summary): Summary {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** `12 passed, 0 failed`, with `, 3 skipped` when some were. */
export function summaryLine({ passed, failed, skipped }: Summary): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The last summary line in a command's output; null when it printed none. */
export function readSummary(output: string): Summary | null {
  const last = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/gm)].at(-1);
  if (last === undefined) return null;
  return { passed: Number(last[1]), failed: Number(last[2]), skipped: Number(last[3] ?? 0) };
}
