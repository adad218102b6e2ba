/**
 * `npm run probe`: checks our assumptions about the exchanges. Requests each endpoint and page once and reports what
 * drifted. Exit code 0: all that was seen agrees; 1: something drifted; 2: it could not run.
 */
import { writeFileSync } from 'node:fs';
import { InvalidArgumentError, program } from 'commander';
import { asJson, exitCodeOf, summaryLine, table } from './probe/report';
import { NAMES, run, Unreachable } from './probe/run';
import { liveSource, marketSource } from './probe/sources';

/** Includes the waits for rate limits, which the embedded market does not need. */
const LONGEST_MS = { live: 600_000, market: 120_000 };

// The reader of the pipe (`| head`) has closed it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const options = program
  .name('npm run probe --')
  .description('Asks every exchange one bounded question for each thing that we rely on.')
  .option('--market', 'ask the embedded market instead of the real exchanges')
  .option('--json', 'print JSON instead of the table')
  .option('--save <file>', 'write the JSON to a file as well')
  .option('--venue <ids>', `ask these only: ${NAMES.join(', ')}`, listOfNames)
  .option(
    '--refused-here <ids>',
    'these refuse the country it runs in: not seen, and no drift',
    listOfNames,
  )
  .addHelpText(
    'after',
    `
Within a twentieth of each limit that an exchange publishes, which takes about a minute. Nothing is sent twice, and no
redirect is followed. The exit code is 1 when something drifted, 2 when it could not run.`,
  )
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{
    market?: true;
    json?: true;
    save?: string;
    venue?: string[];
    refusedHere?: string[];
  }>();

await probe().catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof Error && !isExpected(error)) console.error(error.stack);
  process.exitCode = 2;
});

/** Network, timeout or a missing folder: a stack trace would not help. */
function isExpected(error: Error): boolean {
  return error instanceof Unreachable || error.name === 'TimeoutError' || 'code' in error;
}

async function probe(): Promise<void> {
  const name = options.market === true ? 'market' : 'live';
  const source = options.market === true ? marketSource() : liveSource();
  const wanted = { names: options.venue ?? NAMES, refusedHere: options.refusedHere ?? [] };
  const report = await run(name, source, wanted, AbortSignal.timeout(LONGEST_MS[name]));
  if (options.save !== undefined) writeFileSync(options.save, asJson(report));
  // The summary is the last line in any case; with JSON, standard output has only that.
  if (options.json === true) {
    console.log(asJson(report));
    console.error(summaryLine(report));
  } else {
    console.log(`${table(report)}\n\n${summaryLine(report)}`);
  }
  process.exitCode = exitCodeOf(report);
}

function listOfNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`No venue "${unknown}"; there are ${NAMES.join(', ')}.`);
  }
  return [...new Set(names)];
}
