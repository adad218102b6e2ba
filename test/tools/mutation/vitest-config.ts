/** Runs a room's tests on its instrumented files; run.ts sets the environment variables read here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vite';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { HANG_MS } from '../../patience.ts';

const FOLDERS = (process.env['MUTATION_TESTS'] ?? '').split(',').filter((name) => name !== '');
const INSTRUMENTED = join(process.env['MUTATION_DIR'] ?? '', 'instrumented.json');

const isOfComponents = (folder: string): boolean => folder.startsWith('test/unit/components');

function patterns(folders: readonly string[]): string[] {
  const found = folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`);
  // With an empty list Vitest would use its default.
  return found.length > 0 ? found : ['none'];
}

/** The room's files with all of their mutants, of which one at a time is active. */
function instrumented(): Plugin {
  const codes = JSON.parse(readFileSync(INSTRUMENTED, 'utf8')) as Record<string, string>;
  return {
    name: 'instrumented',
    enforce: 'pre',
    load: (id) => codes[id.split('?')[0] ?? ''] ?? null,
  };
}

const project = () => ({
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
  plugins: [instrumented(), WxtVitest()],
});

const COMMON = {
  runner: 'test/tools/mutation/runner.ts',
  isolate: false,
  pool: 'forks' as const,
  maxWorkers: '100%',
  testTimeout: HANG_MS,
  hookTimeout: HANG_MS,
};

export default defineConfig({
  test: {
    // Failures are in the journal.
    reporters: [{}],
    onConsoleLog: () => false,
    projects: [
      {
        ...project(),
        test: {
          ...COMMON,
          name: 'unit',
          environment: 'node',
          include: patterns(FOLDERS.filter((folder) => !isOfComponents(folder))),
        },
      },
      {
        ...project(),
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
