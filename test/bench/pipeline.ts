/** Runs the pipeline's measurement as the extension's build makes it: what runs TypeScript in Node slows closures down. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { PROJECT_DIR } from '../tools/build';
import type { Figures } from './measure';
import type * as Run from './pipeline-run';

export async function benchPipeline(): Promise<Figures> {
  const outDir = join(PROJECT_DIR, '.output/bench');
  await mkdir(outDir, { recursive: true });
  const result = await build({
    configFile: false,
    root: PROJECT_DIR,
    logLevel: 'error',
    build: { write: false, ssr: join(PROJECT_DIR, 'test/bench/pipeline-run.ts') },
  });
  const chunk = !Array.isArray(result) && 'output' in result ? result.output[0] : undefined;
  if (chunk === undefined) throw new Error('the pipeline gave no bundle');
  const file = join(outDir, 'pipeline.mjs');
  await writeFile(file, chunk.code);
  const bundled = (await import(pathToFileURL(file).href)) as typeof Run;
  return bundled.runPipeline();
}
