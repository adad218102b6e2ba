/**
 * `npm test`: every check of the project. Ends with the reasons of skipped tests and the line `N passed, N failed` that
 * CI reads. Static checks run in parallel with the unit tests; browser tests run alone. `CHECK_CLOCK` names a clock of
 * clock-list.ts to run everything under, or is `in-turn`.
 */
import { program } from 'commander';
import { PROJECT_DIR } from './build';
import { clockInTurn, clockNamed, clockWords, commitCount } from './clock-list';
import { add, EMPTY, summaryText, type Summary } from './summary';
import { runTool } from './command';
import { browserSteps, sourceSteps, testSteps } from './check-steps';
import { runStep, type Step } from './step';

async function runInOrder(steps: readonly Step[]): Promise<Summary> {
  let total = EMPTY;
  for (const step of steps) total = add(total, await runStep(step));
  return total;
}

program.name('npm test --').description('Every check of the project.').parse();
await runTool(async () => {
  const wanted = process.env['CHECK_CLOCK'] ?? '';
  if (wanted !== '') {
    const clock =
      wanted === 'in-turn' ? clockInTurn(await commitCount(PROJECT_DIR)) : clockNamed(wanted);
    // Every step is a process of its own and inherits this environment.
    Object.assign(process.env, clock.env);
    console.log(`Under ${clockWords(clock)}`);
  }

  const inParallel = await Promise.all([runInOrder(sourceSteps()), runInOrder(testSteps())]);
  const total = [...inParallel, await runInOrder(browserSteps())].reduce(add, EMPTY);
  console.log(`\n${summaryText(total)}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
});
