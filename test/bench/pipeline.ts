import { bundled } from './bundled';
import type { Figures } from './measure';
import type * as Run from './pipeline-run';

export async function benchPipeline(): Promise<Figures> {
  return ((await bundled('pipeline-run')) as typeof Run).runPipeline();
}
