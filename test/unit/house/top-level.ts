/** What lies at the top of the project, and what may. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../tools/run-command';

export const FOLDERS = ['components', 'entrypoints', 'lib', 'public', 'test'];

export const FILES = [
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'wxt.config.ts',
];

/** Tools look for their settings here, under names of their own. */
const SETTINGS = /^\..+|\.config\.[cm]?[jt]s$/;

/** Made by npm; everything else that is made has a dot. */
const MADE = /^node_modules$|\.log$/;

/** The entries that git tracks; all that are there where git can't say, as in an unpacked archive. */
export async function topLevel(folder: string): Promise<string[]> {
  // An archive may have been unpacked inside somebody else's checkout.
  if (existsSync(join(folder, '.git'))) {
    const { code, stdout } = await runCommand('git', ['ls-files', '-z'], { cwd: folder });
    const entries = stdout.split('\0').flatMap((path) => path.split('/')[0] || []);
    if (code === 0) return [...new Set(entries)].sort();
  }
  return readdirSync(folder)
    .filter((name) => !MADE.test(name))
    .sort();
}

export function strays(entries: readonly string[]): string[] {
  const known = new Set([...FOLDERS, ...FILES]);
  return entries.filter((name) => !known.has(name) && !SETTINGS.test(name));
}
