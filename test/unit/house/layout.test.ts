/** The house looks as ARCHITECTURE.md draws it. */
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROJECT_DIR } from '../../tools/build';
import { filesIn, lineCount } from './source-files';

const TOP_LEVEL = [
  '.ci',
  '.dependency-cruiser.cjs',
  '.gitignore',
  '.prettierignore',
  '.prettierrc.json',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'components',
  'entrypoints',
  'eslint.config.js',
  'lib',
  'package-lock.json',
  'package.json',
  'public',
  'test',
  'tsconfig.json',
  'vitest.config.ts',
  'wxt.config.ts',
];
/** Made by git, npm and the build; none of them is committed. */
const MADE = new Set(['.git', 'node_modules', '.output', '.wxt']);

const SOURCES = ['lib', 'components', 'entrypoints', 'test'];

it('has exactly the known entries at the top', () => {
  const entries = readdirSync(PROJECT_DIR).filter(
    (name) => !MADE.has(name) && !name.endsWith('.log'),
  );
  expect(entries.sort()).toEqual(TOP_LEVEL);
});

it('has small files: 250 lines at most', () => {
  const long = filesIn(SOURCES, /\.(tsx?|css)$/).filter((file) => lineCount(file) > 250);
  expect(long.map((file) => `${file.path}: ${lineCount(file)}`)).toEqual([]);
});

it('has entrypoints that only wire parts together: 60 lines at most', () => {
  const long = filesIn(['entrypoints'], /\.tsx?$/).filter((file) => lineCount(file) > 60);
  expect(long.map((file) => `${file.path}: ${lineCount(file)}`)).toEqual([]);
});

it('names files in kebab-case', () => {
  const odd = filesIn(SOURCES, /\.(tsx?|css)$/).filter(
    ({ path }) =>
      !/^[a-z0-9-]+(\.(content|test|d))?\.(tsx?|css)$/.test(path.split('/').at(-1) ?? ''),
  );
  expect(odd.map(({ path }) => path)).toEqual([]);
});

it('runs CI by the same command as a person', () => {
  const [run] = filesIn(['.ci'], /^run$/);
  expect(run?.text).toContain('\nnpm cit\n');
});
