/** Loads a measurement as the extension's build makes it: what runs TypeScript in Node slows closures down. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { PROJECT_DIR } from '../tools/build';

/** `name` of a file beside this one, without its ending. */
export async function bundled(name: string): Promise<unknown> {
  const outDir = join(PROJECT_DIR, '.output/bench');
  await mkdir(outDir, { recursive: true });
  const result = await build({
    configFile: false,
    root: PROJECT_DIR,
    logLevel: 'error',
    build: { write: false, ssr: join(PROJECT_DIR, `test/bench/${name}.ts`) },
  });
  const chunk = !Array.isArray(result) && 'output' in result ? result.output[0] : undefined;
  if (chunk === undefined) throw new Error(`${name} gave no bundle`);
  const file = join(outDir, `${name}.mjs`);
  await writeFile(file, chunk.code);
  return import(pathToFileURL(file).href);
}
