/**
 * `npm run mutation [-- ROOM…]`: mutation testing of the rooms of lib/, one mutant at a time, with the room's tests.
 * Lists survivors, writes `.output/mutation.json`, and fails when a room kills fewer than 85 % (survivors that
 * `mutation/allowed.json` allows with a reason do not count), or when such an entry no longer survives.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Argument, program } from 'commander';
import { PROJECT_DIR } from './build';
import { runTool } from './command';
import allowed from './mutation/allowed.json';
import { findingsOf, isGood, resultOf, tableOf, type RoomResult } from './mutation/result';
import { allRooms } from './mutation/rooms';
import { mutantsOf } from './mutation/run';
import { EMPTY, summaryText } from './summary';

interface Options {
  file?: string[];
  static: boolean;
}

async function main(rooms: readonly string[], options: Options): Promise<void> {
  process.chdir(PROJECT_DIR);
  await mkdir('.output', { recursive: true });
  const results: RoomResult[] = [];
  for (const room of rooms.length > 0 ? rooms : allRooms()) {
    const startedMs = performance.now();
    const mutants = await mutantsOf(room, {
      files: options.file,
      withoutStatic: !options.static,
      onProgress: (words) => console.log(words),
    });
    const isWhole = options.file === undefined && options.static;
    const { outdated, ...rest } = resultOf(
      room,
      mutants,
      allowed,
      (performance.now() - startedMs) / 1000,
    );
    const result = { ...rest, outdated: isWhole ? outdated : [] };
    results.push(result);
    for (const line of findingsOf(result)) console.log(line);
    // After each room, since a full run takes long.
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
  .option(
    '--no-static',
    'leave out what runs as a module loads, such as schemas: a run of the tests for each',
  )
  .parse();
await runTool(() => main(program.args, program.opts<Options>()));
