/** The worker is killed at fifty random points of its refreshes. Nothing is doubled, lost or stuck. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Market } from '../market';
import { storedBoards } from '../tools/start/stored-board';
import { readDatabase } from './harness/database';
import type { Extension } from './harness/extension';
import { it } from './harness/fixtures';
import { everyMinute, requestRefresh, settled, venueState } from './harness/refreshes';
import { waitFor } from './harness/wait';

/** Kills during the first load, where history is collected, and during ordinary refreshes. */
const FIRST = 10;
const LATER = 40;

it('survives fifty deaths', { timeout: 400_000 }, async ({ extension, market }) => {
  const [seed] = fc.sample(fc.integer(), 1);
  const points = fc.sample(fc.integer({ min: 1, max: 180 }), {
    numRuns: FIRST + LATER,
    seed: seed ?? 0,
  });
  const about = `seed ${seed}`;

  for (const point of points.slice(0, FIRST)) {
    await killAfter(extension, market, point % 60);
    await extension.fireAlarm('resume:binance');
  }
  await settled(extension);
  await everyMinute(extension);
  for (const point of points.slice(FIRST)) {
    await requestRefresh(extension, market);
    await killAfter(extension, market, point);
    await extension.fireAlarm('resume:binance');
    await settled(extension);
    await consistent(extension, about);
  }
  const { budgets } = (await storedBoards(extension)).statuses[0] ?? {};
  expect(budgets?.every(({ used, ceiling }) => used <= ceiling)).toBe(true);
});

/** Kills the worker once it has sent `count` more requests, or has nothing more to send. */
async function killAfter(extension: Extension, market: Market, count: number): Promise<void> {
  const before = market.core.requests.length;
  await waitFor(
    async () =>
      market.core.requests.length >= before + count ||
      (await venueState(extension).catch(() => null))?.cycle === null,
    { everyMs: 5, what: 'a point to kill at' },
  );
  await extension.killWorker();
}

async function consistent(extension: Extension, about: string): Promise<void> {
  const [board] = (await storedBoards(extension)).boards;
  const symbols = board?.standings.map(({ perp }) => perp.symbol) ?? [];
  expect(symbols.length, about).toBeGreaterThan(500);
  expect(new Set(symbols).size, about).toBe(symbols.length);
  expect(
    board?.standings.every(({ reading }) => reading !== null),
    about,
  ).toBe(true);
  const dump = await readDatabase(extension, 'pressure', ['symbols']);
  const [index] = (dump?.['symbols'] ?? []) as { symbols: string[] }[];
  expect(new Set(index?.symbols).size, about).toBe(index?.symbols.length);
  for (const symbol of symbols) expect(index?.symbols, about).toContain(symbol);
}
