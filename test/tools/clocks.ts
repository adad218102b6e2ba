/**
 * `npm run clocks [-- NAME…]`: the whole check under each clock, or under the named ones. Ends with the counts of all
 * runs; failures are shown as in the check.
 */
import { Argument, program } from 'commander';
import { PROJECT_DIR } from './build';
import { CLOCKS, clockNamed, clockWords } from './clock-list';
import { runTool } from './command';
import { runCommand } from './run-command';
import { add, countOf, EMPTY, summaryLine, summaryText } from './summary';

const { args } = program
  .name('npm run clocks --')
  .description('Runs every check under other time zones and languages.')
  .addArgument(
    new Argument('[names...]', 'the clocks, all when none is named').choices(
      CLOCKS.map(({ name }) => name),
    ),
  )
  .parse();

await runTool(async () => {
  let total = EMPTY;
  for (const clock of args.length > 0 ? args.map(clockNamed) : CLOCKS) {
    console.log(`${clock.name}: ${clockWords(clock)}`);
    const { code, output } = await runCommand(
      process.execPath,
      ['--import', 'tsx', 'test/tools/check.ts'],
      {
        cwd: PROJECT_DIR,
        env: { CHECK_CLOCK: clock.name },
        onOutput: (text) => process.stdout.write(text.replaceAll(/^\d+ passed, .*\n/gm, '')),
      },
    );
    const summary = countOf(code === 0, output);
    console.log(`${summary.failed === 0 ? '✓' : '✗'} ${clock.name}: ${summaryLine(summary)}\n`);
    total = add(total, summary);
  }
  console.log(summaryText(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
});
