/**
 * `npm run mutation [-- ROOM…]`: plants faults in the rooms of lib/, one at a time, and runs the room's tests against
 * each. Lists what survived, writes `.output/mutation.json`, and fails where a room has killed fewer than 85 %, not
 * counting survivors that `mutation/allowed.json` allows with a reason, or where such an entry survives no more.
 *
 * Tests run only where they reach the mutant. Static mutants (what runs as a module loads) are not left out: schemas,
 * bounds and weights are such. What has not changed since the last run is taken from it (`--fresh` does not).
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative, sep } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { Argument, program } from 'commander';
import { PROJECT_DIR } from './build';
import { runTool } from './command';
import allowed from './mutation/allowed.json';
import {
  findingsOf,
  isGood,
  oneLine,
  resultOf,
  tableOf,
  textAt,
  type Mutant,
  type RoomResult,
} from './mutation/result';
import { allRooms, testFolders } from './mutation/rooms';
import { EMPTY, summaryText } from './summary';

interface Options {
  file?: string[];
  fresh?: boolean;
}

async function mutantsOf(room: string, { file, fresh = false }: Options): Promise<Mutant[]> {
  const folders = testFolders(room);
  if (folders.length === 0) throw new Error(`test/unit/${room} does not exist`);
  // Stryker's workers load the configuration of Vitest, which reads it.
  process.env['MUTATION_TESTS'] = folders.join(',');
  const found = await new Stryker({
    mutate: file ?? [`lib/${room}/**/*.ts`, '!**/*.d.ts'],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/tools/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    ignoreStatic: false,
    incremental: file === undefined,
    incrementalFile: `.output/mutation/${room}.json`,
    force: fresh,
    concurrency: availableParallelism(),
    // A busy machine is no fault of a mutant's.
    timeoutMS: 20_000,
    timeoutFactor: 4,
    tempDirName: '.output/stryker',
    ignorePatterns: ['/.output', '/test/{pictures,e2e,bench}'],
    reporters: process.stderr.isTTY ? ['progress'] : [],
    disableTypeChecks: false,
    allowEmpty: true,
    logLevel: 'error',
  }).runMutationTest();
  return Promise.all(
    found.map(async ({ fileName, location, replacement = '', status }) => {
      const source = await readFile(fileName, 'utf8');
      return {
        file: relative(PROJECT_DIR, fileName).split(sep).join('/'),
        line: location.start.line,
        status,
        original: textAt(source, location),
        replacement: oneLine(replacement),
      };
    }),
  );
}

async function main(rooms: readonly string[], options: Options): Promise<void> {
  process.chdir(PROJECT_DIR);
  await mkdir('.output', { recursive: true });
  const results: RoomResult[] = [];
  for (const room of rooms.length > 0 ? rooms : allRooms()) {
    const result = resultOf(room, await mutantsOf(room, options), allowed);
    results.push(options.file === undefined ? result : { ...result, outdated: [] });
    for (const line of findingsOf(result)) console.log(line);
    // After each, since all of them take an hour.
    await writeFile(join('.output', 'mutation.json'), JSON.stringify(results, null, 2));
  }
  console.log(`\n${tableOf(results)}\n`);
  const passed = results.filter(isGood).length;
  const failed = results.length - passed;
  console.log(summaryText({ ...EMPTY, passed, failed }));
  process.exitCode = failed > 0 ? 1 : 0;
}

program
  .name('npm run mutation --')
  .description('Plants faults in lib/ and names those that the tests of their room let live.')
  .addArgument(
    new Argument('[room...]', 'every folder of lib/ when none is named').choices(allRooms()),
  )
  .option('--file <path...>', 'only these files of the one room that is named')
  .option('--fresh', 'take nothing from earlier runs')
  .parse();
await runTool(() => main(program.args, program.opts<Options>()));
