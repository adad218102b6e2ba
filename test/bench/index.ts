/** `npm run bench [names…]`: prints a table and writes `.output/bench.json`. Exits 1 when a goal is missed. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, program } from 'commander';
import { PROJECT_DIR } from '../tools/build';
import { runTool } from '../tools/command';
import { goalOf } from './goals';
import type { Figures } from './measure';

const BENCHES: Record<string, () => Promise<Figures>> = {
  sizes: async () => (await import('./sizes')).benchSizes(),
  pipeline: async () => (await import('./pipeline')).benchPipeline(),
  'six-venues': async () => (await import('./six-venues')).benchSixVenues(),
  append: async () => (await import('./append')).benchAppend(),
  history: async () => (await import('./history')).benchHistory(),
  export: async () => (await import('./export')).benchExport(),
  popup: async () => (await import('./popup')).benchPopup(),
  'cold-start': async () => (await import('./cold-start')).benchColdStart(),
  frames: async () => (await import('./frames')).benchFrames(),
  detail: async () => (await import('./detail')).benchDetail(),
  badge: async () => (await import('./badge')).benchBadge(),
  heap: async () => (await import('./heap')).benchHeap(100, 'binance'),
  'heap-500': async () => (await import('./heap')).benchHeap(500, 'all'),
};
/** Takes half an hour, so only on demand. */
const ON_DEMAND = ['heap-500'];

const { args: chosen } = program
  .name('npm run bench --')
  .description('What is promised to be fast, measured. Exits with 1 when a goal is missed.')
  .addArgument(
    new Argument('[names...]', 'all but the longest when none is named').choices(
      Object.keys(BENCHES),
    ),
  )
  .parse();

await runTool(async () => {
  const figures: Figures = {};
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (chosen.length > 0 ? !chosen.includes(name) : ON_DEMAND.includes(name)) continue;
    console.error(`${name} …`);
    Object.assign(figures, await bench());
  }

  const rows = Object.entries(figures).map(([name, { median, min, max, unit, runs }]) => {
    const goal = goalOf(name);
    const isMet = goal === null || goal.holds(median);
    if (!isMet) process.exitCode = 1;
    return {
      name,
      median: `${round(median)} ${unit}`,
      range: `${round(min)} – ${round(max)}`,
      runs,
      goal: goal?.text ?? '',
      met: goal === null ? '' : isMet ? 'yes' : 'NO',
    };
  });
  console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));

  const output = join(PROJECT_DIR, '.output');
  await mkdir(output, { recursive: true });
  await writeFile(join(output, 'bench.json'), `${JSON.stringify(figures, null, 2)}\n`);
});

function round(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}
