/** The tests that mutants are run against: those of the folders named in MUTATION_TESTS, divided by commas. */
import { defineConfig } from 'vitest/config';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { HANG_MS } from '../../patience.ts';

const FOLDERS = (process.env['MUTATION_TESTS'] ?? '').split(',').filter((name) => name !== '');

const isOfComponents = (folder: string): boolean => folder.startsWith('test/unit/components');
const patterns = (folders: readonly string[]): string[] => {
  const found = folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`);
  // Without any, Vitest would take its own.
  return found.length > 0 ? found : ['none'];
};

const COMMON = {
  isolate: false,
  // A mutant that hangs is ended by Stryker, sooner than this.
  testTimeout: HANG_MS,
  hookTimeout: HANG_MS,
};
const PREACT = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } };

/**
 * Says of a run that a file of tests did not load, or that its preparation failed. Stryker looks at tests alone, of which such a
 * file has none, and would take the mutant for a survivor.
 */
class BrokenFiles implements Reporter {
  private vitest: Vitest | null = null;

  onInit(vitest: Vitest): void {
    this.vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      for (const suite of [module, ...module.children.allSuites()]) {
        for (const error of suite.errors()) this.vitest?.state.catchError(error, 'Suite');
      }
    }
  }
}

export default defineConfig({
  test: {
    reporters: [new BrokenFiles()],
    projects: [
      {
        ...PREACT,
        plugins: [WxtVitest()],
        test: {
          ...COMMON,
          name: 'unit',
          environment: 'node',
          include: patterns(FOLDERS.filter((folder) => !isOfComponents(folder))),
        },
      },
      {
        ...PREACT,
        plugins: [WxtVitest()],
        test: {
          ...COMMON,
          name: 'components',
          environment: 'happy-dom',
          include: patterns(FOLDERS.filter(isOfComponents)),
          setupFiles: ['test/setup/components.ts'],
        },
      },
    ],
  },
});
