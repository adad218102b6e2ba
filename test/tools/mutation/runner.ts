/**
 * Runs each test unchanged, twice to see that it can be repeated, then again with each surviving mutant that it covers,
 * within one process: a run costs only what the test costs. Hooks before and after each test run every time. The first
 * round runs all tests, to see what each covers and costs, later ones those within their bounds. With MUTATION_STATIC
 * that one mutant is active from the start, and tests run once.
 */
import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { RunnerTestCase, RunnerTestFile, RunnerTestSuite } from 'vitest';
import { TestRunner } from 'vitest';
import { Journal } from './journal.ts';

/** The names in Stryker's instrumented code. */
interface Namespace {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Hits; perTest: Record<string, Hits> };
}
type Hits = Record<string, number>;

/** Captured here, since tests replace the globals with fake timers. */
const { setTimeout, clearTimeout } = globalThis;

const environment = (name: string): string => process.env[`MUTATION_${name}`] ?? '';
const ALONE = environment('STATIC');
/** Bounds of the CPU milliseconds of tests to be repeated. */
const [LEAST_COST, MOST_COST] = [Number(environment('LEAST')), Number(environment('MOST'))];

const space = globalThis as { __stryker__?: Namespace };
const ns: Namespace = (space.__stryker__ ??= {});
if (ALONE !== '') ns.activeMutant = ALONE;
// Each repetition of a test adds a listener.
setMaxListeners(1_000_000);

interface Plan {
  /** The mutants to try next; null: none, to see that the test still passes. */
  next: (string | null)[];
  hits: Hits;
  waitMs: number;
}

function isWithinBounds(costMs: number): boolean {
  return costMs >= LEAST_COST && costMs < MOST_COST;
}

function testsOf(suite: RunnerTestSuite): RunnerTestCase[] {
  return suite.tasks.flatMap((task) => (task.type === 'test' ? [task] : testsOf(task)));
}

export default class MutantRunner extends TestRunner {
  private readonly journal = new Journal(environment('DIR'));
  private readonly killed = this.journal.ids('killed');
  /** Of the tests that ran in an earlier round. */
  private readonly costs = this.journal.costs();
  private plan: Plan | null = null;
  private now: string | null = null;
  private startedMs = 0;
  private startedCpu = process.cpuUsage();
  private count = 0;

  onCollected(files: RunnerTestFile[]): void {
    if (ALONE !== '') return;
    for (const test of files.flatMap(testsOf)) {
      const costMs = this.costs.get(test.id);
      if (costMs !== undefined && !isWithinBounds(costMs)) test.mode = 'skip';
    }
  }

  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    await super.onBeforeRunTask(test);
    if (ALONE !== '') return;
    this.plan = null;
    this.now = null;
    // A getter compared before each run: the number of repetitions is known only after the first.
    const repeats = {
      valueOf: () => (this.plan === null ? 1 : this.plan.next.length > 0 ? Infinity : -1),
    };
    Object.assign(test, { repeats });
  }

  override onBeforeTryTask(test: RunnerTestCase): void {
    super.onBeforeTryTask(test);
    if (ALONE !== '') return;
    if (test.result !== undefined) {
      test.result.state = 'run';
      delete test.result.errors;
    }
    this.now = null;
    if (this.plan === null) {
      this.count += 1;
      ns.currentTestId = `t${this.count}`;
    } else {
      ns.currentTestId = 'again';
      this.skipKilled(this.plan);
      this.now = this.plan.next.shift() ?? null;
    }
    if (this.now !== null && this.plan !== null) {
      ns.hitCount = 0;
      ns.hitLimit = 1_000 + 100 * (this.plan.hits[this.now] ?? 0);
      this.journal.add('try', this.now);
    }
    ns.activeMutant = this.now ?? undefined;
    this.startedMs = performance.now();
    this.startedCpu = process.cpuUsage();
  }

  /** Skips mutants that another worker has killed. The journal is read only now and then. */
  private skipKilled({ next }: Plan): void {
    while (next.length > 0 && typeof next[0] === 'string' && this.killed.has(next[0])) next.shift();
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    const { plan } = this;
    const run = TestRunner.getTestFn(test);
    if (plan === null) {
      await run();
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error('too late'));
      }, plan.waitMs);
    });
    try {
      await Promise.race([run(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  onAfterRetryTask(test: RunnerTestCase): void {
    if (ALONE !== '') return;
    const hasFailed = test.result?.state === 'fail';
    const { activeMutant } = ns;
    ns.activeMutant = undefined;
    if (this.plan === null) {
      const hits = ns.mutantCoverage?.perTest[ns.currentTestId ?? ''] ?? {};
      this.plan = this.planAfter(test, hits, hasFailed);
    } else if (activeMutant === undefined) {
      // The test can't be repeated, or is affected by what a mutant left behind.
      if (hasFailed) this.plan.next = [];
    } else if (hasFailed) {
      this.killed.add(activeMutant);
      this.journal.add('killed', activeMutant);
      this.plan.next.unshift(null);
    }
    if (test.result !== undefined) test.result.state = 'pass';
  }

  private planAfter(test: RunnerTestCase, hits: Hits, hasFailed: boolean): Plan {
    const tookMs = performance.now() - this.startedMs;
    const { user, system } = process.cpuUsage(this.startedCpu);
    const costMs = (user + system) / 1000;
    const covered = Object.keys(hits);
    const alive = covered.filter((id) => !this.killed.has(id));
    let isTried = !hasFailed && alive.length > 0;
    if (!this.costs.has(test.id)) {
      this.journal.add('cost', `${test.id} ${costMs}`);
      this.journal.add('covered', ...covered);
      // In a later round a test may fail for want of one before it.
      if (hasFailed) this.journal.add('broken', test.name);
      isTried &&= isWithinBounds(costMs);
    }
    return { hits, waitMs: 3_000 + 10 * tookMs, next: isTried ? [null, ...alive] : [] };
  }

  override async onAfterRunSuite(suite: RunnerTestFile): Promise<void> {
    ns.currentTestId = undefined;
    if (ALONE === '' && 'filepath' in suite) {
      for (const id of this.journal.ids('killed')) this.killed.add(id);
      this.journal.add('done', suite.name);
    }
    await super.onAfterRunSuite(suite);
  }

  override onAfterRunFiles(): void {
    this.journal.add('static', ...Object.keys(ns.mutantCoverage?.static ?? {}));
    super.onAfterRunFiles();
  }
}
