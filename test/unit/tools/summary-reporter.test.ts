/** The end of a real run of Vitest, over planted tests. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROJECT_DIR } from '../../tools/build';
import { runCommand } from '../../tools/run-command';
import { readSummary } from '../../tools/summary';

const tool = (name: string): string => JSON.stringify(join(PROJECT_DIR, 'test/tools', name));

const CONFIG = `
  import { SummaryReporter } from ${tool('summary-reporter.ts')};
  export default { test: { globals: true, reporters: [new SummaryReporter()] } };
`;

/** By the names of their files. */
const PLANTED: Record<string, string> = {
  wanting: `
    import { needs } from ${tool('needs.ts')};
    describe('with rain', needs('rain, which is rare', false), () => {
      it('grows', () => {});
      describe('for long', () => it('floods', () => {}));
    });
    describe.each([1, 2])('sun %i', needs('sun', false), () => it('ripens', () => {}));
    describe('with air', needs('air', true), () => it('breathes', () => {}));
  `,
  silent: `
    describe.skip('out of order', () => it('is left out', () => {}));
    it.todo('is to come');
    it('runs', () => {});
  `,
  broken: `
    describe('broken', () => {
      beforeAll(() => { throw new Error('no'); });
      it('never runs', () => {});
    });
  `,
};

let folder = '';

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'summary-')));
  await writeFile(join(folder, 'vitest.config.ts'), CONFIG);
  for (const [name, source] of Object.entries(PLANTED)) {
    await writeFile(join(folder, `${name}.test.ts`), source);
  }
});

afterAll(() => rm(folder, { recursive: true }));

async function end(...args: string[]) {
  const vitest = join(PROJECT_DIR, 'node_modules/vitest/vitest.mjs');
  const options = { cwd: folder, env: { NO_COLOR: '1', FORCE_COLOR: '0' } };
  const { code, output } = await runCommand(
    process.execPath,
    [vitest, 'run', '--root', folder, ...args],
    options,
  );
  return { code, output, lines: output.trim().split('\n') };
}

it('says for want of what tests were skipped, before the line that CI reads', async () => {
  const { code, lines } = await end('wanting');
  expect(lines.slice(-3)).toEqual([
    'Skipped: 2 tests that need rain, which is rare.',
    'Skipped: 2 tests that need sun.',
    '1 passed, 0 failed, 4 skipped',
  ]);
  expect(code).toBe(0);
});

it('counts a test that is skipped without a reason as failed, and names it', async () => {
  const { code, lines } = await end('silent');
  expect(lines.slice(-3)).toEqual([
    'Skipped without a reason: silent.test.ts > out of order > is left out',
    'Skipped without a reason: silent.test.ts > is to come',
    '1 passed, 2 failed',
  ]);
  expect(code).toBe(1);
});

it('asks no reason of tests whose suite failed, nor of those that were not selected', async () => {
  const broken = await end('broken');
  expect(broken.lines.at(-1)).toBe('0 passed, 1 failed, 1 skipped');
  const chosen = await end('silent', '-t', 'runs');
  expect(chosen.lines.at(-1)).toBe('1 passed, 0 failed, 2 skipped');
  expect([broken.code, chosen.code]).toEqual([1, 0]);
  for (const { output } of [broken, chosen]) {
    expect(output).not.toContain('without a reason');
    expect(readSummary(output)?.wants).toEqual({});
  }
});
