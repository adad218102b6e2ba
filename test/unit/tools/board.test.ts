/** `npm run board` as users run it: what is ranked, what is named, and how it exits. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMarket, marketFetch } from '../../market';
import { PROJECT_DIR } from '../../tools/build';
import { runCommand } from '../../tools/run-command';

let folder = '';

async function record(file: string, body: string): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'replay-'));
  const ask = marketFetch(createMarket({ atMs: Date.UTC(2026, 2, 2, 12), speed: 0 }));
  const type = 'metaAndAssetCtxs';
  const answer = await ask('https://api.hyperliquid.xyz/info', {
    method: 'POST',
    body: JSON.stringify({ type }),
  });
  await record(`api.hyperliquid.xyz/info@type=${type}.json`, await answer.text());
  await record('www.okx.com/api/v5/public/instruments.json', '{"code":"0","data":[{}]}');
});

afterAll(() => rm(folder, { recursive: true }));

async function board(...options: string[]) {
  const args = ['--import', 'tsx', join(PROJECT_DIR, 'test/tools/board.ts'), ...options];
  return runCommand(process.execPath, [...args, '--replay', folder], { cwd: PROJECT_DIR });
}

it('ranks whom it can and names whom it cannot', async () => {
  const { code, stdout, output } = await board('--json');
  expect(code).toBe(0);
  expect(output).toContain('okx, GET /api/v5/public/instruments');
  expect(output).not.toContain('bybit');
  const rows = JSON.parse(stdout) as Record<string, unknown>[];
  expect(rows.length).toBeGreaterThan(150);
  for (const row of rows) {
    expect(row['venue']).toBe('hyperliquid');
    expect(Object.keys(row)).toEqual([
      'venue',
      'symbol',
      'score',
      'bias',
      'band',
      'regime',
      'regimeLabel',
      'coverage',
      'inputs',
      'contributions',
      'model',
    ]);
  }
});

it('fails when a venue that was asked for has no board', async () => {
  const { code, stdout, output } = await board('--venue', 'hyperliquid,okx', '--top', '2');
  expect(code).toBe(1);
  expect(stdout).toContain('hyperliquid');
  expect(output).toContain('okx, GET /api/v5/public/instruments');
});

it('fails when no venue has one', async () => {
  const { code, stdout, output } = await board('--venue', 'bybit');
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(output).toContain('no venue gave a board');
});
