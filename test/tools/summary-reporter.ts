/**
 * Vitest's default report, followed by the reasons of skipped tests and the line `N passed, N failed` that CI reads. A
 * skipped test without a reason counts as failed, so that none is lost silently.
 */
import type { SerializedError } from 'vitest';
import type { TestCase, TestModule, TestSuite } from 'vitest/node';
import { DefaultReporter } from 'vitest/node';
import { add, EMPTY, summaryText, wanting, type Summary } from './summary.ts';

const PASSED: Summary = { ...EMPTY, passed: 1 };
const FAILED: Summary = { ...EMPTY, failed: 1 };
const SKIPPED: Summary = { ...EMPTY, skipped: 1 };

function allOf(modules: readonly TestModule[]): TestCase[] {
  return modules.flatMap((module) => [...module.children.allTests()]);
}

function brokenIn(module: TestModule): number {
  const suites = [module, ...module.children.allSuites()];
  return suites.filter((suite) => suite.errors().length > 0).length;
}

/** The suite failed, so its tests never ran. */
function isOfBroken({ parent }: TestCase | TestSuite): boolean {
  return parent.errors().length > 0 || (parent.type === 'suite' && isOfBroken(parent));
}

export class SummaryReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
    reason: 'passed' | 'interrupted' | 'failed',
  ): void {
    super.onTestRunEnd(modules, unhandledErrors, reason);
    // Tests that were left out on purpose: an interrupted run, or a filter by name.
    const isChosen = reason === 'interrupted' || this.ctx.config.testNamePattern !== undefined;
    const tests = allOf(modules);
    const silent = isChosen ? [] : tests.filter(isSkippedInSilence);
    for (const test of silent) {
      this.ctx.logger.log(
        `Skipped without a reason: ${test.module.relativeModuleId} > ${test.fullName}`,
      );
    }
    if (silent.length > 0) process.exitCode = 1;

    const broken = modules.reduce((sum, module) => sum + brokenIn(module), 0);
    const total = tests
      .map((test) => (silent.includes(test) ? FAILED : countOf(test)))
      .reduce(add, { ...EMPTY, failed: unhandledErrors.length + broken });
    this.ctx.logger.log(summaryText(total));
  }
}

function countOf(test: TestCase): Summary {
  const { state } = test.result();
  if (state === 'passed') return PASSED;
  if (state !== 'skipped') return FAILED;
  const { needs } = test.meta();
  return needs === undefined ? SKIPPED : wanting(needs);
}

function isSkippedInSilence(test: TestCase): boolean {
  const isSkipped = test.result().state === 'skipped';
  return isSkipped && test.meta().needs === undefined && !isOfBroken(test);
}
