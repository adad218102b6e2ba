/** `npm run probe` as users and CI run it: what it prints where, and how it exits. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_DIR } from '../../tools/build';
import { runCommand } from '../../tools/run-command';

const NO_NETWORK =
  'data:text/javascript,globalThis.fetch = () => Promise.reject(new TypeError("fetch failed"))';
const PLANTED = './test/unit/tools/planted-fetch.ts';

async function probe(network: string | null, ...options: string[]) {
  const preload = network === null ? [] : ['--import', network];
  const script = join(PROJECT_DIR, 'test/tools/probe.ts');
  const args = ['--import', 'tsx', ...preload, script, ...options];
  const result = await runCommand(process.execPath, args, { cwd: PROJECT_DIR });
  return { ...result, lines: result.output.trimEnd().split('\n') };
}

it('ends with 0 where all agrees, and says it in JSON alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'probe-'));
  const file = join(folder, 'probe.json');
  const { code, stdout, lines } = await probe(
    null,
    '--market',
    '--venue',
    'hyperliquid',
    '--json',
    '--save',
    file,
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ source: 'market', summary: { drifted: 0 } });
  expect(await readFile(file, 'utf8')).toBe(stdout.trimEnd());
  expect(lines.at(-1)).toMatch(/^\d+ agree, 0 drifted, 1 not seen; \d+ requests$/);
  await rm(folder, { recursive: true });
});

it('ends with 1 where something drifted, and names it', async () => {
  const { code, lines } = await probe(PLANTED, '--venue', 'tradingview');
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^live, /);
  expect(lines.join('\n')).toMatch(/✗ drifted +page: chart with a symbol in its address +HTTP 404/);
  expect(lines.at(-1)).toBe('0 agree, 2 drifted, 0 not seen; 2 requests');
});

it('ends with 2 and a sentence where there is no network', async () => {
  const { code, lines } = await probe(NO_NETWORK);
  expect(code).toBe(2);
  expect(lines).toEqual([
    expect.stringMatching(/^error: None of the exchanges could be reached \(.+: fetch failed\)\. /),
  ]);
});

it('ends with 2 where it is asked for what there is not', async () => {
  const { code, output } = await probe(NO_NETWORK, '--venue', 'nowhere');
  expect(code).toBe(2);
  expect(output).toContain('No venue "nowhere"; there are binance,');
});
