/** The project has the folders that ARCHITECTURE.md names. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_DIR } from '../../tools/build';
import { filesIn } from './source-files';
import { FILES, FOLDERS, strays, topLevel } from './top-level';

const SOURCES = ['lib', 'components', 'entrypoints', 'test'];

it('has its rooms and documents at the top, and else only settings of tools', async () => {
  const entries = await topLevel(PROJECT_DIR);
  expect(entries).toEqual(expect.arrayContaining([...FOLDERS, ...FILES]));
  expect(strays(entries)).toEqual([]);
});

it('distinguishes a stray entry from settings of tools', () => {
  const settings = ['.editorconfig', '.github', '.vscode', 'eslint.config.js', 'vite.config.ts'];
  const stray = ['src', 'notes.txt', 'main.ts', 'config', 'eslint.config.json'];
  expect(strays([...settings, 'lib', ...stray])).toEqual(stray);
});

it('takes what is there for the project where there is no git', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unpacked-'));
  try {
    for (const name of ['.idea', 'lib', 'node_modules', 'src']) await mkdir(join(folder, name));
    for (const name of ['.DS_Store', 'npm-debug.log']) await writeFile(join(folder, name), '');
    expect(await topLevel(folder)).toEqual(['.DS_Store', '.idea', 'lib', 'src']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('names files in kebab-case', () => {
  const odd = filesIn(SOURCES, /\.(tsx?|css)$/).filter(
    ({ path }) =>
      !/^[a-z0-9-]+(\.(content|test|d))?\.(tsx?|css)$/.test(path.split('/').at(-1) ?? ''),
  );
  expect(odd.map(({ path }) => path)).toEqual([]);
});
