import { VENUES } from '../../lib/venues/registry';
import { bundled } from './bundled';
import type { Figures } from './measure';

/** All six in one process, as in the worker, for the time; each alone for its ratios, like Binance's pipeline. */
export async function benchSixVenues(): Promise<Figures> {
  const run = await bundled('six-venues-run');
  const figures = await run('runSixVenues');
  for (const { id } of VENUES) Object.assign(figures, await run('runVenue', id));
  return figures;
}
