/** Vitest's default report, closed by the line `N passed, N failed` that CI reads. */
import type { SerializedError } from 'vitest';
import type { TestModule } from 'vitest/node';
import { DefaultReporter } from 'vitest/node';
import { add, EMPTY, summaryLine, type Summary } from './summary.ts';

function countModule(module: TestModule): Summary {
  let summary = EMPTY;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    if (state === 'passed') summary = add(summary, { ...EMPTY, passed: 1 });
    else if (state === 'skipped') summary = add(summary, { ...EMPTY, skipped: 1 });
    else summary = add(summary, { ...EMPTY, failed: 1 });
  }
  const brokenSuites = [module, ...module.children.allSuites()].filter(
    (suite) => suite.errors().length > 0,
  );
  return add(summary, { ...EMPTY, failed: brokenSuites.length });
}

export class SummaryReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
    reason: 'passed' | 'interrupted' | 'failed',
  ): void {
    super.onTestRunEnd(modules, unhandledErrors, reason);
    const total = modules.map(countModule).reduce(add, {
      ...EMPTY,
      failed: unhandledErrors.length,
    });
    this.ctx.logger.log(summaryLine(total));
  }
}
