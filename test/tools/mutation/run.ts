/**
 * Runs the mutants of one room. Mutants are made by Stryker's instrumenter; its own runner starts Vitest once per
 * mutant, which takes a second or two each, so that a room takes an hour where runner.ts takes a minute.
 */
import { setMaxListeners } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { createVitest } from 'vitest/node';
import type { TestModule, Vitest } from 'vitest/node';
import { PROJECT_DIR } from '../build';
import { Journal } from './journal';
import { oneLine, textAt } from './result';
import type { Mutant } from './result';
import { filesOf, testFolders } from './rooms';

const CONFIG = join(PROJECT_DIR, 'test/tools/mutation/vitest-config.ts');

/** CPU milliseconds of a test: cheap ones first, for all mutants; each round has fewer left. */
const ROUNDS = [
  [0, 20],
  [20, 100],
  [100, 500],
  [500, 2_000],
] as const;

/** A worker without output for this long is in an infinite loop. */
const HANG_MS = 60_000;

const PROGRESS_MS = 60_000;

const NONE = 'none';

const SILENT = {
  isDebugEnabled: () => false,
  debug: () => undefined,
  info: () => undefined,
};

/** The bundler reads these calls before they run, and takes nothing but literals in them. */
const BUNDLED = {
  shouldIgnore: (path: { getSource: () => string; isCallExpression: () => boolean }) =>
    path.isCallExpression() && path.getSource().startsWith('import.meta.glob')
      ? 'read by the bundler'
      : undefined,
};

type Made = Awaited<ReturnType<Instrumenter['instrument']>>['mutants'][number];

export interface RoomOptions {
  /** Only these files, relative to the project's folder. */
  files?: readonly string[] | undefined;
  /** Leave out static mutants, which run as a module loads: each takes a run of all the room's tests. */
  withoutStatic?: boolean | undefined;
  onProgress?: (words: string) => void;
}

export async function mutantsOf(room: string, options: RoomOptions = {}): Promise<Mutant[]> {
  const folders = testFolders(room);
  if (folders.length === 0) throw new Error(`test/unit/${room} does not exist`);
  const folder = join(PROJECT_DIR, '.output/mutation', room);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });

  const names = options.files ?? filesOf(room);
  const files = await Promise.all(
    names.map(async (name) => ({
      name: join(PROJECT_DIR, name),
      content: await readFile(join(PROJECT_DIR, name), 'utf8'),
      mutate: true as const,
    })),
  );
  const instrumenter = new Instrumenter(SILENT as never);
  const made = await instrumenter.instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [BUNDLED],
  });
  const codes = Object.fromEntries(made.files.map(({ name, content }) => [name, content]));
  await writeFile(join(folder, 'instrumented.json'), JSON.stringify(codes));
  const sources = new Map(files.map(({ name, content }) => [name, content]));

  Object.assign(process.env, {
    MUTATION_DIR: folder,
    MUTATION_TESTS: folders.join(','),
    MUTATION_STATIC: '',
  });
  const journal = new Journal(folder);
  const timedOut = new Set<string>();
  const report = (rest: string) => {
    const killed = journal.ids('killed').size;
    options.onProgress?.(`${room}: ${killed} of ${made.mutants.length} killed, ${rest}`);
  };
  for (const [index, [least, most]] of ROUNDS.entries()) {
    Object.assign(process.env, { MUTATION_LEAST: String(least), MUTATION_MOST: String(most) });
    const round = `round ${index + 1} of ${ROUNDS.length}`;
    // Repeated while a worker had to be killed, for the mutants that it had not reached.
    for (let again = true; again;) {
      const hung = await runAll(journal, (files) => {
        report(`${round}, ${files} test files done`);
      });
      for (const id of hung) {
        timedOut.add(id);
        journal.add('killed', id);
      }
      again = hung.length > 0;
    }
    report(`${round} done`);
    const broken = journal.ids('broken');
    if (broken.size > 0) throw new Error(`fails without a mutant: ${[...broken].join(', ')}`);
  }

  const covered = journal.ids('covered');
  const static_ = journal.ids('static');
  const left = made.mutants.filter(({ id }) => static_.has(id) && !journal.ids('killed').has(id));
  const early = options.withoutStatic === true ? [] : left;
  if (early.length > 0) {
    options.onProgress?.(`${room}: ${early.length} that run as a module loads`);
    const ids = early.map(({ id }) => id);
    const alone = await killedAlone(ids, (count) => {
      options.onProgress?.(`${room}: ${count} of ${ids.length} tried that run as a module loads`);
    });
    for (const id of alone) journal.add('killed', id);
  }
  const killed = journal.ids('killed');
  const ofEarly = new Set(left.map(({ id }) => id));
  return made.mutants.map((mutant) =>
    described(mutant, sources, () => {
      const { id } = mutant;
      if (mutant.status === 'Ignored') return 'Ignored';
      if (timedOut.has(id)) return 'Timeout';
      if (killed.has(id)) return 'Killed';
      if (options.withoutStatic === true && ofEarly.has(id) && !covered.has(id)) return 'Ignored';
      return covered.has(id) || static_.has(id) ? 'Survived' : 'NoCoverage';
    }),
  );
}

function described(
  { fileName, location, replacement }: Made,
  sources: ReadonlyMap<string, string>,
  statusOf: () => string,
): Mutant {
  const from = ({ line, column }: { line: number; column: number }) => ({
    line: line + 1,
    column: column + 1,
  });
  const place = { start: from(location.start), end: from(location.end) };
  return {
    file: relative(PROJECT_DIR, fileName).split(sep).join('/'),
    line: place.start.line,
    status: statusOf(),
    original: textAt(sources.get(fileName) ?? '', place),
    replacement: oneLine(replacement),
  };
}

function openVitest(): Promise<Vitest> {
  // Every run adds listeners to the same signal.
  setMaxListeners(1_000_000);
  return createVitest('test', { config: CONFIG, watch: false, root: PROJECT_DIR });
}

/**
 * One run of all tests. Returns the mutants with which a worker hung. Throws when a test file can't be loaded, whose
 * tests would be missing without a word.
 */
async function runAll(journal: Journal, onProgress: (files: number) => void): Promise<string[]> {
  const vitest = await openVitest();
  const hung: string[] = [];
  const doneBefore = journal.read().filter(({ what }) => what === 'done').length;
  let reportedMs = Date.now();
  const seen = new Map<number, { entries: number; sinceMs: number }>();
  const watch = setInterval(() => {
    const last = new Map<number, { what: string; id: string; entries: number }>();
    const entriesNow = journal.read();
    if (Date.now() - reportedMs >= PROGRESS_MS) {
      reportedMs = Date.now();
      onProgress(entriesNow.filter(({ what }) => what === 'done').length - doneBefore);
    }
    for (const { pid, what, id } of entriesNow) {
      const entries = (last.get(pid)?.entries ?? 0) + 1;
      last.set(pid, { what, id, entries });
    }
    for (const [pid, { what, id, entries }] of last) {
      if (pid === process.pid) continue;
      const before = seen.get(pid);
      if (before?.entries !== entries) seen.set(pid, { entries, sinceMs: Date.now() });
      else if (what === 'try' && Date.now() - before.sinceMs > HANG_MS && isAlive(pid)) {
        hung.push(id);
        process.kill(pid, 'SIGKILL');
        seen.delete(pid);
      }
    }
  }, 5_000);
  try {
    const { testModules } = await vitest.start();
    if (hung.length === 0) refuseUnloaded(testModules);
  } finally {
    clearInterval(watch);
    await vitest.close();
  }
  return hung;
}

function refuseUnloaded(modules: readonly TestModule[]): void {
  const unloaded = modules.flatMap((module) =>
    module.errors().map(({ message }) => `${module.relativeModuleId}: ${message}`),
  );
  if (unloaded.length > 0) throw new Error(`test files that fail to load:\n${unloaded.join('\n')}`);
  if (modules.length === 0) throw new Error('no test file was found');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Mutants with which a test fails, or a test file does not load, when they are active from the start. */
async function killedAlone(
  ids: readonly string[],
  onProgress: (count: number) => void,
): Promise<string[]> {
  const vitest = await openVitest();
  vitest.config.bail = 1;
  const killed: string[] = [];
  let reportedMs = Date.now();
  try {
    // First without a mutant, which shows that the tests pass this way.
    for (const [index, id] of [NONE, ...ids].entries()) {
      if (Date.now() - reportedMs >= PROGRESS_MS) {
        reportedMs = Date.now();
        onProgress(index - 1);
      }
      process.env['MUTATION_STATIC'] = id;
      for (const project of vitest.projects) project.config.env = { MUTATION_STATIC: id };
      vitest.state.filesMap.clear();
      const { testModules, unhandledErrors } = await vitest.start();
      const hasFailed = testModules.some((module) => module.state() === 'failed');
      const isKilled = hasFailed || unhandledErrors.length > 0;
      if (isKilled && id === NONE) throw new Error('the tests fail without a mutant');
      if (isKilled) killed.push(id);
    }
  } finally {
    process.env['MUTATION_STATIC'] = '';
    await vitest.close();
  }
  return killed;
}
