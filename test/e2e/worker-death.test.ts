/** The worker is killed at fifty random points of its refreshes. Nothing is doubled, lost or stuck. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Market } from '../market';
import { storedBoards } from '../tools/start/stored-board';
import { readDatabase } from './harness/database';
import type { Extension } from './harness/extension';
import { it } from './harness/fixtures';
import { emptyLedger, everyMinute, requestRefresh, settled, venueState } from './harness/refreshes';
import { waitFor } from './harness/wait';

/** Kills during the first load, where history is collected, and in each of the refreshes after it. */
const FIRST = 10;
const ROUNDS = 8;
const IN_A_ROUND = 5;
/** Requests between two deaths; a refresh of a minute's period sends about two hundred. */
const MOST_APART = 45;

it('survives fifty deaths', async ({ extension, market }) => {
  const [seed = 0] = fc.sample(fc.integer(), 1);
  await dieFifty(extension, market, seed).catch((cause: unknown) => {
    throw new Error(`seed ${seed}`, { cause });
  });
});

async function dieFifty(extension: Extension, market: Market, seed: number): Promise<void> {
  const points = fc.sample(fc.integer({ min: 1, max: MOST_APART }), {
    numRuns: FIRST + ROUNDS * IN_A_ROUND,
    seed,
  });
  const about = `seed ${seed}`;

  for (const point of points.splice(0, FIRST)) await dieAfter(extension, market, point);
  await settled(extension);
  await everyMinute(extension);
  while (points.length > 0) {
    const sinceMs = (await venueState(extension)).refreshedAtMs ?? 0;
    await requestRefresh(extension, market);
    for (const point of points.splice(0, IN_A_ROUND)) await dieAfter(extension, market, point);
    // One that died before it had stored anything does not know that it was asked.
    await extension.killWorker();
    await lockIsFree(extension);
    await requestRefresh(extension, market);
    await settled(extension, sinceMs);
    await consistent(extension, about);
  }
  const { budgets } = (await storedBoards(extension)).statuses[0] ?? {};
  expect(budgets).not.toHaveLength(0);
  expect(budgets?.filter(({ used, ceiling }) => used > ceiling)).toEqual([]);
}

/** The browser frees a dead worker's lock a moment later; who asks before that is told that a refresh is under way. */
async function lockIsFree(extension: Extension): Promise<void> {
  const held = () => extension.onPage((page) => page.evaluate(() => navigator.locks.query()));
  await waitFor(async () => !(await held()).held?.some(({ name }) => name === 'refresh:binance'), {
    what: "the dead worker's lock to be free",
  });
}

async function dieAfter(extension: Extension, market: Market, count: number): Promise<void> {
  await killAfter(extension, market, count);
  // While nobody is there to write it again: so many lives in a minute would spend our ceiling.
  await emptyLedger(extension);
  await extension.fireAlarm('refresh');
}

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
  const symbols = board?.perpStates.map(({ perp }) => perp.symbol) ?? [];
  expect(symbols.length, about).toBeGreaterThan(500);
  expect(new Set(symbols).size, about).toBe(symbols.length);
  expect(
    board?.perpStates.every(({ reading }) => reading !== null),
    about,
  ).toBe(true);
  const dump = await readDatabase(extension, 'pressure', ['symbols']);
  const [index] = (dump?.['symbols'] ?? []) as { symbols: string[] }[];
  expect(new Set(index?.symbols).size, about).toBe(index?.symbols.length);
  const known = new Set(index?.symbols);
  expect(
    symbols.filter((symbol) => !known.has(symbol)),
    about,
  ).toEqual([]);
}
