/** `npm run board`: the ranked board in the terminal, from the extension's own code. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, Option, program } from 'commander';
import type { Trouble } from '../../lib/domain/venue-status';
import type { ModelId } from '../../lib/domain/score';
import { MODEL_IDS } from '../../lib/domain/score';
import { ranked, scoredRows } from '../../lib/scoring/score';
import type { Venue } from '../../lib/venues/contract';
import { VENUES } from '../../lib/venues/registry';
import { wholeNumber } from './arguments';
import type { Source } from './board/collect';
import { collect } from './board/collect';
import { entriesFromFile } from './board/inputs-file';
import type { ScoredEntry } from './board/rows';
import { entryOf, jsonRow, table } from './board/rows';
import { liveSource, marketSource, replaySource } from './board/sources';
import { runTool } from './command';
import { showProgress } from './progress';
import { adviceOn } from './unreachable';

const DEFAULT_TOP = 25;

// The reader of the pipe (`| head`) has closed it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const options = program
  .name('npm run board --')
  .description('The ranked board in the terminal. Without a source: the embedded market.')
  .option('--json', 'print rows as JSON, all of them unless --top says otherwise')
  .option('--venue <ids>', 'print these venues only, e.g. binance,okx', listOfVenues)
  .option('--top <n>', `print the first n rows (table: ${DEFAULT_TOP})`, wholeNumber(1, 1_000_000))
  .addOption(
    new Option('--model <id>', 'the model to rank by').choices(MODEL_IDS).default('classic'),
  )
  .addOption(new Option('--live', 'read the real exchanges').conflicts(['replay', 'inputs']))
  .addOption(new Option('--replay <dir>', 'read recorded bodies').conflicts(['live', 'inputs']))
  .addOption(new Option('--inputs <file>', 'score a JSON list of inputs').conflicts('live'))
  .addHelpText(
    'after',
    `
A venue that gives no board is named on standard error, and the others are ranked.
The exit code is 1 when none gave one, or when one that was asked for by --venue did not.
Rows are ranked by the lowest score that they can have once their missing inputs are known, then by score.
With --replay, venues of which nothing is recorded are passed over unless --venue names them.`,
  )
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

await runTool(print);

async function print(): Promise<void> {
  const entries =
    options.inputs === undefined ? await entriesFromVenues() : entriesFromFile(options.inputs);
  const { model, json } = options;
  const rows = ranked(entries, model);
  const printed = rows.slice(0, options.top ?? (json ? rows.length : DEFAULT_TOP));
  if (json) {
    const jsonRows = printed.map((entry) => jsonRow(entry, model));
    console.log(visible(JSON.stringify(jsonRows, null, 1)));
  } else {
    console.log(table(printed, model));
    console.error(`${printed.length} of ${rows.length} symbols.`);
  }
}

async function entriesFromVenues(): Promise<ScoredEntry[]> {
  if (options.replay !== undefined) checkRecorded(options.replay);
  const venues = VENUES.filter(isWanted);
  const market = options.live || options.replay !== undefined ? null : marketSource();
  const signal = new AbortController().signal;
  const collected = [];
  for (const venue of venues) {
    const progress = showProgress(venue.name);
    const isAlone = venues.length === 1;
    const instead = isAlone
      ? 'Without --venue the others are asked, too; without --live the embedded market is.'
      : 'The others are asked all the same; without --live the embedded market is.';
    const advise = once((kind: Trouble['kind']) => {
      const advice = adviceOn({ kind }, venue.name, instead);
      if (advice !== '') console.error(advice);
    });
    const source = market ?? sourceOf(venue, () => advise('offline'));
    const { board, trouble } = await collect(venue, source, progress.update, signal);
    progress.end();
    if (trouble !== null) {
      console.error(trouble.detail);
      if (options.live) advise(trouble.kind);
    }
    if (board !== null) collected.push(board);
    else if (options.venue !== undefined) process.exitCode = 1;
  }
  if (collected.length === 0) throw new Error('no venue gave a board');
  return scoredRows(collected).map(entryOf);
}

function sourceOf(venue: Venue, onUnreachable: () => void): Source {
  const { replay } = options;
  return replay === undefined ? liveSource(onUnreachable) : replaySource(replay, hostsOf(venue));
}

function once<T>(use: (value: T) => void): (value: T) => void {
  let isUsed = false;
  return (value) => {
    if (!isUsed) use(value);
    isUsed = true;
  };
}

function isWanted(venue: Venue): boolean {
  if (options.venue !== undefined) return options.venue.includes(venue.id);
  const folder = options.replay;
  return folder === undefined || hostsOf(venue).some((host) => existsSync(join(folder, host)));
}

function hostsOf({ apiOrigins }: Venue): string[] {
  return apiOrigins.map((origin) => new URL(origin).host);
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

/** Throws with the reason when nothing can be read there. */
function checkRecorded(folder: string): void {
  const names = readdirSync(folder);
  const hosts = VENUES.flatMap(hostsOf);
  if (!names.some((name) => hosts.includes(name))) {
    throw new Error(
      `${folder} has no recorded answers: they are stored in folders named after the hosts, such as ${hosts[0]}`,
    );
  }
}

/** The same JSON, with terminal controls and bidi characters escaped. */
function visible(json: string): string {
  return json.replace(
    /[\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
