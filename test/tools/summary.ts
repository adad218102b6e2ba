/** The counts of a test run, and the lines that report them. */
export interface Summary {
  passed: number;
  failed: number;
  skipped: number;
  /** Reasons of skipped tests, and how many each. */
  wants: Readonly<Record<string, number>>;
}

export const EMPTY: Summary = { passed: 0, failed: 0, skipped: 0, wants: {} };

/** One test that was skipped for this reason. */
export function wanting(what: string): Summary {
  return { ...EMPTY, skipped: 1, wants: { [what]: 1 } };
}

export function add(a: Summary, b: Summary): Summary {
  const wants = { ...a.wants };
  for (const [what, count] of Object.entries(b.wants)) wants[what] = (wants[what] ?? 0) + count;
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    wants,
  };
}

/** `12 passed, 0 failed`, with `, 3 skipped` when some were: a line of its own, which CI reads. */
export function summaryLine({ passed, failed, skipped }: Summary): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The line for CI, preceded by one for each reason of skipped tests. */
export function summaryText(summary: Summary): string {
  const wants = Object.entries(summary.wants).map(
    ([what, count]) =>
      `Skipped: ${count} ${count === 1 ? 'test that needs' : 'tests that need'} ${what}.`,
  );
  return [...wants, summaryLine(summary)].join('\n');
}

const LINE = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/;
const WANT = /^Skipped: (\d+) tests? that needs? (.+)\.\s*$/;

/** The last summary in a command's output; null without any. */
export function readSummary(output: string): Summary | null {
  const lines = output.split('\n');
  const at = lines.findLastIndex((line) => LINE.test(line));
  const [, passed, failed, skipped = 0] = LINE.exec(lines[at] ?? '') ?? [];
  if (passed === undefined) return null;
  const wants: Record<string, number> = {};
  const before = lines.slice(0, at);
  for (const line of before.slice(before.findLastIndex((each) => !WANT.test(each)) + 1)) {
    const [, count, what = ''] = WANT.exec(line) ?? [];
    wants[what] = Number(count);
  }
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped), wants };
}

/** The summary of a command, else one test. A failing exit code always counts. */
export function countOf(ok: boolean, output: string): Summary {
  const counted = readSummary(output) ?? { ...EMPTY, passed: ok ? 1 : 0 };
  return { ...counted, failed: ok ? counted.failed : Math.max(1, counted.failed) };
}

/** The rest of a command's output: its counts must not be taken for the total. */
export function withoutSummary(output: string): string {
  const rest = output.split('\n').filter((line) => !LINE.test(line) && !WANT.test(line));
  return rest.join('\n').trim();
}
