/**
 * `npm test`: every check of the project, ending with what tests were skipped for want of and the line
 * `N passed, N failed` that CI reads. Reading-only checks run beside the unit tests; the browsers get the machine for
 * themselves.
 */
import { add, EMPTY, summaryText, type Summary } from './summary';
import { browserSteps, sourceSteps, testSteps } from './check-steps';
import { runStep, type Step } from './step';

async function runInOrder(steps: readonly Step[]): Promise<Summary> {
  let total = EMPTY;
  for (const step of steps) total = add(total, await runStep(step));
  return total;
}

const beside = await Promise.all([runInOrder(sourceSteps()), runInOrder(testSteps())]);
const total = [...beside, await runInOrder(browserSteps())].reduce(add, EMPTY);
console.log(`\n${summaryText(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
