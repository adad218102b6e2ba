/** Builds the extension with WXT, unless the existing build is of exactly these sources. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { runCommand } from './run-command';

export type BuildTarget = 'chrome' | 'firefox';

export const PROJECT_DIR = resolve(import.meta.dirname, '../..');

const SOURCES = [
  'entrypoints',
  'components',
  'lib',
  'public',
  'wxt.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'test/tools/recorded-build.ts',
];

export function buildDir(target: BuildTarget): string {
  return join(PROJECT_DIR, '.output', `${target}-mv3`);
}

/** The sources of the build: a `BuildRecord` (recorded-build.ts). */
export function recordFile(target: BuildTarget): string {
  return join(PROJECT_DIR, '.output', `${target}.record.json`);
}

/** Returns the folder of an up-to-date production build. Throws with the build's output on failure. */
export async function ensureBuild(target: BuildTarget): Promise<string> {
  const directory = buildDir(target);
  const stampFile = join(PROJECT_DIR, '.output', `${target}.built-from`);
  const sources = await fingerprint();
  const stamp = existsSync(stampFile) ? await readFile(stampFile, 'utf8') : '';
  const made = [join(directory, 'manifest.json'), recordFile(target)];
  if (stamp === sources && made.every((file) => existsSync(file))) return directory;

  const script = join(PROJECT_DIR, 'test/tools/recorded-build.ts');
  const built = await runCommand(process.execPath, ['--import', 'tsx', script, target], {
    cwd: PROJECT_DIR,
    env: { NODE_ENV: 'production' },
  });
  if (built.code !== 0) throw new Error(`The ${target} build failed:\n${built.output}`);
  await mkdir(join(PROJECT_DIR, '.output'), { recursive: true });
  await writeFile(stampFile, sources);
  return directory;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of await sourceFiles()) {
    hash.update(relative(PROJECT_DIR, file)).update('\0');
    hash.update(await readFile(file)).update('\0');
  }
  return hash.digest('hex');
}

async function sourceFiles(): Promise<string[]> {
  const files: string[] = [];
  for (const source of SOURCES) {
    const path = join(PROJECT_DIR, source);
    if (source.includes('.')) files.push(path);
    else if (existsSync(path)) {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      files.push(...entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name)));
    }
  }
  return files.sort();
}
