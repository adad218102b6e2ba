/** One step of the check: its output, and how many tests it counts for. */
import { countOf, type Summary, withoutSummary } from './summary';
import { runCommand } from './run-command';
import { PROJECT_DIR } from './build';

export interface Step {
  name: string;
  /** Resolves to the output, and whether it succeeded. */
  run: () => Promise<{ ok: boolean; output: string }>;
  /** Show the output on success, too. */
  loud?: boolean;
}

/** A step that runs a script of an installed package, or of the project, with this Node. */
export function scriptStep(name: string, args: readonly string[], loud = false): Step {
  return {
    name,
    loud,
    run: async () => {
      const { code, output } = await runCommand(process.execPath, args, {
        cwd: PROJECT_DIR,
        env: { FORCE_COLOR: '0', NO_COLOR: '1' },
      });
      return { ok: code === 0, output };
    },
  };
}

/** Runs a step, counts it and prints its result. */
export async function runStep(step: Step): Promise<Summary> {
  const started = performance.now();
  const { ok, output } = await step.run().catch((error: unknown) => ({
    ok: false,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  const summary = countOf(ok, output);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const good = summary.failed === 0;
  console.log(`${good ? '✓' : '✗'} ${step.name} (${summary.passed}) ${seconds} s`);
  if (!good || step.loud === true) console.log(indent(withoutSummary(output)));
  return summary;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ');
}
