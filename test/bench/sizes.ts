import { ensureBuild } from '../tools/build';
import { measureSizes } from '../tools/sizes';
import type { Figures } from './measure';
import { figure } from './measure';

/** Gzip kB (1,000 bytes) that each surface loads before it shows anything. */
export async function benchSizes(): Promise<Figures> {
  const sizes = await measureSizes(await ensureBuild('chrome'));
  return Object.fromEntries(
    sizes.map(({ name, gzipBytes }) => [`sizes.${name}`, figure([gzipBytes / 1000], 'kB')]),
  );
}
