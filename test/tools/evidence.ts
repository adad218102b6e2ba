/** `npm run evidence`: what followed the scores in years of hourly history, as the track record counts it. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from 'commander';
import { format, resolveConfig } from 'prettier';
import { MARKET_YEARS } from '../../lib/calibration/market-years';
import { runTool } from './command';
import type { Evidence } from './evidence/count';
import { evidenceOf } from './evidence/count';
import { KEPT_FILE, keptModule } from './evidence/kept';
import { coinOf, readCoin } from './evidence/series-file';
import { evidenceJson, evidenceTable } from './evidence/print';
import { showProgress } from './progress';

const options = program
  .name('npm run evidence --')
  .description(
    'What followed the scores in years of hourly history, as the track record counts it.',
  )
  .requiredOption('--series <dir>', 'a folder of COIN.csv.gz')
  .option('--json', 'print JSON')
  .option(
    '--write <source>',
    'keep the figures in lib/calibration/market-years.ts, naming this source',
  )
  .addHelpText('after', HELP())
  .parse()
  .opts<{ series: string; json?: true; write?: string }>();

await runTool(print);

async function print(): Promise<void> {
  const evidence = await evidenceIn(options.series);
  if (options.write !== undefined) {
    const takenOn = new Date().toISOString().slice(0, 10);
    const text = keptModule(evidence, options.write, takenOn);
    const config = await resolveConfig(KEPT_FILE);
    writeFileSync(KEPT_FILE, await format(text, { ...config, filepath: KEPT_FILE }));
  }
  console.log(
    options.json ? JSON.stringify(evidenceJson(evidence), null, 1) : evidenceTable(evidence),
  );
}

async function evidenceIn(folder: string): Promise<Evidence> {
  const files = readdirSync(folder)
    .filter((name) => coinOf(name) !== null)
    .sort();
  if (files.length === 0) throw new Error(`${folder} has no COIN.csv.gz`);
  const progress = showProgress('Reading');
  const coins = files.map((name, index) => {
    progress.update(index, files.length);
    return readCoin(join(folder, name));
  });
  progress.end();
  return evidenceOf(coins, MARKET_YEARS.figures);
}

function HELP(): string {
  return `
Columns of a file, a row an hour: hour (its start, Unix seconds), openInterest (at its start,
coins), fundingRate (settled at its start, a fraction per 8 h; stands for 8 h), close, high, low
(the perpetual over the hour, USD), spot (at the hour's end, USD). Empty cells and missing hours
are allowed.

Multiples are of the volatility after similar hours; lib/track-record/counting.ts has the method.
Calibration: the years before the last one predict a multiple for each band of the last year.
Its slope is 1 when what followed is as predicted, 0 when nothing of it is. A year counts from 90
days on. Where there is only one, the figures kept in the code predict; they are no test of years
they were made from.`;
}
