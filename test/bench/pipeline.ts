import { bundled } from './bundled';
import type { Figures } from './measure';

export async function benchPipeline(): Promise<Figures> {
  const run = await bundled('pipeline-run');
  return run('runPipeline');
}
