/** `npm run board`: the ranked board in the terminal, from the extension's own code. */
import { InvalidArgumentError, Option, program } from 'commander';
import type { ModelId } from '../../lib/domain/score';
import { MODEL_IDS } from '../../lib/domain/score';
import { ranked, scoredRows } from '../../lib/scoring/rank';
import { VENUES } from '../../lib/venues/registry';
import { collect } from './board/collect';
import { entriesFromFile } from './board/inputs-file';
import type { ScoredEntry } from './board/rows';
import { jsonRow, table } from './board/rows';
import { liveSource, marketSource, replaySource } from './board/sources';
import { showProgress } from './progress';

const DEFAULT_TOP = 25;

const options = program
  .name('npm run board --')
  .description('The ranked board in the terminal. Without a source: the embedded market.')
  .option('--json', 'print rows as JSON, all of them unless --top says otherwise')
  .option('--venue <ids>', 'print these venues only, e.g. binance', listOfVenues)
  .option('--top <n>', `print the first n rows (table: ${DEFAULT_TOP})`, positiveInteger)
  .addOption(
    new Option('--model <id>', 'the model to rank by').choices(MODEL_IDS).default('classic'),
  )
  .addOption(new Option('--live', 'read the real exchanges').conflicts(['replay', 'inputs']))
  .addOption(new Option('--replay <dir>', 'read recorded bodies').conflicts(['live', 'inputs']))
  .addOption(new Option('--inputs <file>', 'score a JSON list of inputs').conflicts('live'))
  .parse()
  .opts<{
    json?: true;
    venue?: string[];
    top?: number;
    model: ModelId;
    live?: true;
    replay?: string;
    inputs?: string;
  }>();

await print().catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});

async function print(): Promise<void> {
  const entries =
    options.inputs === undefined ? await entriesFromVenues() : entriesFromFile(options.inputs);
  const rows = ranked(entries, options.model).map((entry) => jsonRow(entry, options.model));
  const top = options.top ?? (options.json ? rows.length : DEFAULT_TOP);
  const printed = rows.slice(0, top);
  if (options.json) console.log(JSON.stringify(printed, null, 1));
  else {
    console.log(table(printed));
    console.error(`${printed.length} of ${rows.length} symbols.`);
  }
}

async function entriesFromVenues(): Promise<ScoredEntry[]> {
  const chosen = options.venue ?? VENUES.map(({ id }) => id);
  const source = options.live
    ? liveSource()
    : options.replay === undefined
      ? marketSource()
      : replaySource(options.replay);
  const signal = new AbortController().signal;
  const collected = [];
  for (const venue of VENUES.filter(({ id }) => chosen.includes(id))) {
    const progress = showProgress(venue.name);
    const { board, trouble } = await collect(venue, source, progress.update, signal);
    progress.end();
    if (trouble !== null) {
      console.error(trouble.detail);
      if (board === null) process.exitCode = 1;
    }
    if (board !== null) collected.push(board);
  }
  return scoredRows(collected).map((row) => ({
    venue: row.venue,
    symbol: row.perp.symbol,
    inputs: row.inputs,
    fundingPeriodHours: row.reading?.fundingPeriodHours ?? null,
    pricedAtMs: row.reading?.pricedAtMs ?? null,
    openInterestAtMs: row.openInterest?.atMs ?? null,
    scores: row.scores,
  }));
}

function listOfVenues(text: string): string[] {
  const known = VENUES.map(({ id }) => id);
  const ids = text.split(',').map((id) => id.trim());
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`No venue "${unknown}"; there are ${known.join(', ')}.`);
  }
  return ids;
}

function positiveInteger(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('Not a whole number above 0.');
  return number;
}
