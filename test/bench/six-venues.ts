import { bundled } from './bundled';
import type { Figures } from './measure';
import type * as Run from './six-venues-run';

export async function benchSixVenues(): Promise<Figures> {
  return ((await bundled('six-venues-run')) as typeof Run).runSixVenues();
}
