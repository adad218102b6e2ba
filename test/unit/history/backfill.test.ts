/** Backfill from a venue's history of a time when the browser was closed: merged, and never over our own samples. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, expect, it, vi } from 'vitest';
import { addBackFilled, createVenueStore } from '../../../lib/history/store';
import type { Database } from '../../../lib/storage/database';
import { SOURCE, SLOT_MS } from '../../../lib/domain/series';
import { gapsOf } from '../../../lib/history/gaps';
import { MEAN_STEP_MS } from '../../../lib/storage/records';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { readSeries } from '../../../lib/history/series';
import { mortalDatabase } from './mortal';
import { boardOf, coinsOf, historyOf, VENUE } from './truth';
import { DAY_MS } from '../../../lib/domain/time';

const START_MS = Date.UTC(2026, 0, 5);
const STEP_MS = 3 * SLOT_MS;
const HOUR_MS = 3_600_000;
const NOW_MS = START_MS + 9.5 * DAY_MS;
/** Hours since the start when the browser was closed: an old day, across midnight, and this morning. */
const CLOSED = [
  [5, 8],
  [8 * 24 + 20, 9 * 24 + 2],
  [9 * 24 + 6, 9 * 24 + 8],
] as const;
const SYMBOL = 'S3USDT';

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

async function recorded(): Promise<Database> {
  const database = mortalDatabase(new IDBFactory(), null);
  const store = createVenueStore(database, VENUE_STATE);
  const state = newVenueState(VENUE);
  const pause = () => Promise.resolve();
  for (let atMs = START_MS; atMs < NOW_MS; atMs += STEP_MS) {
    const hour = (atMs - START_MS) / HOUR_MS;
    if (CLOSED.some(([from, to]) => hour >= from && hour < to)) continue;
    // A symbol that comes later, and a board without most of them.
    const symbols = ['S1USDT', SYMBOL, ...(hour > 100 ? ['S4USDT'] : [])];
    await store.commit({ state, board: boardOf(atMs, symbols), asSnapshot: true });
    if (hour % 6 === 0) await store.maintain({ venue: VENUE, nowMs: atMs, historyDays: 30, pause });
  }
  return database;
}

const rangeOf = ([from, to]: readonly [number, number]) => ({
  fromMs: START_MS + from * HOUR_MS,
  toMs: START_MS + to * HOUR_MS,
});

async function samplesOf(database: Database) {
  const series = await readSeries(database, VENUE, SYMBOL, START_MS, NOW_MS);
  return [...series.atMs].map((atMs, index) => ({
    atMs,
    stepMs: series.stepMs[index],
    baseQty: series.baseQty[index],
    markPrice: series.markPrice[index],
    fundingRate: series.fundingRate[index],
    score: series.classic.mean[index],
    source: series.source[index],
  }));
}

it('finds the gaps and closes them, once and for all', async () => {
  const database = await recorded();
  const question = { fromMs: START_MS, toMs: NOW_MS, leastMs: 4 * SLOT_MS };
  const gaps = await gapsOf(database, VENUE, question);
  // A refresh stands for its slot only: the gap begins with the next one, in an old day with the next half hour.
  expect(gaps).toEqual(
    CLOSED.map(rangeOf).map(({ fromMs, toMs }, index) => ({
      fromMs: index === 0 ? fromMs : fromMs - STEP_MS + SLOT_MS,
      toMs,
    })),
  );
  const before = await samplesOf(database);
  // More than the gaps, and other values than ours: nothing of ours may change.
  const samples = historyOf(SYMBOL, START_MS, NOW_MS - SLOT_MS, SLOT_MS).map(
    ({ atMs, baseQty }) => ({
      atMs,
      baseQty,
      markPrice: 7,
      fundingRate: 0.25,
    }),
  );
  await addBackFilled(database, VENUE, SYMBOL, samples);
  const after = await samplesOf(database);
  expect(after.filter(({ source }) => source === SOURCE.own)).toEqual(before);
  const filled = after.filter(({ source }) => source === SOURCE.backFilled);
  for (const { fromMs, toMs } of gaps) {
    const inGap = filled.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
    const stepMs = fromMs < NOW_MS - 8 * DAY_MS ? MEAN_STEP_MS : SLOT_MS;
    expect(inGap).toHaveLength((toMs - fromMs) / stepMs);
    for (const sample of inGap) {
      expect(sample).toMatchObject({ stepMs, markPrice: 7, fundingRate: 0.25, score: Number.NaN });
      const isExact = stepMs === SLOT_MS;
      const expected = coinsOf(SYMBOL, sample.atMs + (isExact ? 0 : 750_000));
      expect(Math.abs((sample.baseQty ?? Number.NaN) - expected)).toBeLessThanOrEqual(
        isExact ? 0 : 500,
      );
    }
  }
  await addBackFilled(database, VENUE, SYMBOL, samples);
  await addBackFilled(
    database,
    VENUE,
    SYMBOL,
    samples.slice(70, 80).map(({ atMs }) => ({ atMs, baseQty: 1 })),
  );
  expect(await samplesOf(database)).toEqual(after);
  // Back-filled is not seen: the gap is still a gap, for another symbol.
  expect(await gapsOf(database, VENUE, question)).toEqual(gaps);

  // Tomorrow's compaction takes today's over.
  const pause = () => Promise.resolve();
  await createVenueStore(database, VENUE_STATE).maintain({
    venue: VENUE,
    nowMs: START_MS + 10 * DAY_MS,
    historyDays: 30,
    pause,
  });
  const isFine = ({ atMs }: { atMs: number }) => atMs >= START_MS + 3 * DAY_MS;
  expect((await samplesOf(database)).filter(isFine)).toEqual(after.filter(isFine));
  database.close();
});

it('has nothing to close without a history, and no gap where all is there', async () => {
  const database = mortalDatabase(new IDBFactory(), null);
  const question = { fromMs: START_MS + 1, toMs: START_MS + DAY_MS, leastMs: 2 * SLOT_MS };
  expect(await gapsOf(database, VENUE, question)).toEqual([
    { fromMs: START_MS + 1, toMs: START_MS + DAY_MS },
  ]);
  const store = createVenueStore(database, VENUE_STATE);
  for (let atMs = START_MS; atMs < START_MS + DAY_MS; atMs += 2 * SLOT_MS) {
    await store.commit({
      state: newVenueState(VENUE),
      board: boardOf(atMs, [SYMBOL]),
      asSnapshot: true,
    });
  }
  expect(await gapsOf(database, VENUE, question)).toEqual([]);
  database.close();
});

it('is looked back at, and stored next to what came before', async () => {
  const database = mortalDatabase(new IDBFactory(), null);
  await database.open();
  const at = (hours: number) => NOW_MS - hours * HOUR_MS;
  await addBackFilled(database, VENUE, SYMBOL, [
    { atMs: at(40), baseQty: 40 },
    { atMs: at(24), baseQty: 24 },
    { atMs: at(1), baseQty: 1 },
  ]);
  await addBackFilled(database, VENUE, SYMBOL, [{ atMs: at(4), baseQty: 4, markPrice: 9 }]);
  await addBackFilled(database, VENUE, SYMBOL, [{ atMs: at(2), baseQty: null, markPrice: 8 }]);
  const store = createVenueStore(database, VENUE_STATE);
  const { openInterest: found } = await store.lookBack(VENUE, { openInterest: [SYMBOL] }, NOW_MS);
  expect(found.get(SYMBOL)?.map((sample) => sample?.baseQty)).toEqual([1, 4, 24]);
  const seed = await database.seeds.get([VENUE, SYMBOL]);
  expect([...(seed?.coins ?? [])]).toEqual([24, 4, 1]);
  // A symbol that was never on a board has no series yet; its days are there for when it is.
  expect(await database.pastDays.count()).toBe(3);
  database.close();
});
