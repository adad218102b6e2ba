import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Migration } from '../../../lib/settings/migrations';

/** What is wrong with a chain of migrations whose examples are `vN.before.json` and `vN.after.json` in `examples`. */
export function problemsOf(migrations: readonly Migration[], examples: URL): string[] {
  return migrations.flatMap(({ to, migrate }, index) => {
    const problems: string[] = [];
    if (to !== index + 2) problems.push(`v${to} stands where v${index + 2} belongs`);
    const before = example(new URL(`v${to}.before.json`, examples));
    const after = example(new URL(`v${to}.after.json`, examples));
    if (before === undefined || after === undefined)
      return [...problems, `v${to} lacks an example`];
    if (!survives(migrate)) return [...problems, `v${to} throws`];
    if (!isDeepStrictEqual(migrate(before), after))
      problems.push(`v${to} differs from its example`);
    if (!isDeepStrictEqual(migrate(after), after)) problems.push(`v${to} is not repeatable`);
    return problems;
  });
}

function example(file: URL): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function survives(migrate: Migration['migrate']): boolean {
  const property = fc.property(fc.anything(), (stored) => {
    migrate(stored);
  });
  // Random values may miss the edge case: a record without settings is always tried.
  return !fc.check(property, { examples: [[undefined], [null], [{}]] }).failed;
}
