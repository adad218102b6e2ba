import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { HANG_MS, PATIENCE_MS } from './test/patience.ts';
import { SummaryReporter } from './test/tools/summary-reporter.ts';

/** No module here keeps state of its own, so that files may share their modules: loading them anew was half the time. */
const SHARED = { isolate: false, maxWorkers: '100%' };

const WAITS = {
  testTimeout: HANG_MS,
  hookTimeout: HANG_MS,
  expect: { poll: { timeout: PATIENCE_MS } },
};

const JSX = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } } };

export default defineConfig({
  test: {
    reporters: [new SummaryReporter()],
    projects: [
      {
        ...JSX,
        plugins: [WxtVitest()],
        test: {
          ...SHARED,
          ...WAITS,
          name: 'unit',
          environment: 'node',
          include: ['test/unit/**/*.test.ts', 'test/market/**/*.test.ts'],
          exclude: ['test/unit/components/**'],
        },
      },
      {
        ...JSX,
        plugins: [WxtVitest()],
        test: {
          ...SHARED,
          ...WAITS,
          name: 'components',
          environment: 'happy-dom',
          include: ['test/unit/components/**/*.test.{ts,tsx}'],
          setupFiles: ['test/setup/components.ts'],
        },
      },
      {
        test: {
          ...WAITS,
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/harness/global-setup.ts'],
          // A browser per file on two cores: one file at a time, and no second try.
          fileParallelism: false,
        },
      },
    ],
  },
});
