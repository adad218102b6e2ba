/** Finds unused files, exports and packages: `npm run unused`. */
import type { KnipConfig } from 'knip';

export default {
  entry: [
    'entrypoints/*/{index,main}.{ts,tsx}',
    'entrypoints/*.ts',
    // Found by the bundler: `import.meta.glob` in lib/venues/pages.ts.
    'lib/venues/*/pages.ts',
    'test/tools/*.ts',
    // Started by path, each in a process or browser of its own.
    'test/bench/*-{run,ccxt}.ts',
    'test/bench/browser/*.ts',
    'test/tools/mutation/{runner,vitest-config}.ts',
    'test/unit/tools/planted-fetch.ts',
    'test/**/*.test.{ts,tsx}',
    'test/setup/*.ts',
  ],
  project: ['{lib,components,entrypoints,test}/**/*.{ts,tsx}', '*.ts'],
  // A type may be exported for functions of its file that take or return it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Served to the market's pages, or started by path.
  ignoreDependencies: ['react-19', 'react-dom', 'react-dom-19', 'vue', 'web-ext'],
} satisfies KnipConfig;
