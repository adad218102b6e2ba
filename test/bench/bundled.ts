/**
 * Runs a benchmark as bundled by the extension's build (running TypeScript in Node slows closures down), in a process
 * of its own, since earlier code would influence the engine's optimisations.
 */
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { PROJECT_DIR } from '../tools/build';
import type { Figures } from './measure';

/** Calls an export of the bundle with these arguments. */
export type Run = (name: string, ...words: string[]) => Promise<Figures>;

/** `file` in this folder, without its extension. Its exports return figures. */
export async function bundled(file: string): Promise<Run> {
  const outDir = join(PROJECT_DIR, '.output/bench');
  await mkdir(outDir, { recursive: true });
  const result = await build({
    configFile: false,
    root: PROJECT_DIR,
    logLevel: 'error',
    ssr: { noExternal: ['zod'] },
    build: { write: false, ssr: join(PROJECT_DIR, `test/bench/${file}.ts`) },
  });
  const chunk = !Array.isArray(result) && 'output' in result ? result.output[0] : undefined;
  if (chunk === undefined) throw new Error(`${file} gave no bundle`);
  const path = join(outDir, `${file}.mjs`);
  await writeFile(path, chunk.code);
  return async (name, ...words) => {
    const script = `import { ${name} } from ${JSON.stringify(pathToFileURL(path).href)};
console.log(JSON.stringify(await ${name}(...process.argv.slice(1))));`;
    const args = ['--input-type=module', '--eval', script, ...words];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: PROJECT_DIR });
    return JSON.parse(stdout) as Figures;
  };
}
