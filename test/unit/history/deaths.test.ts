/** Maintenance with everything due at once, killed at each of its writes in turn: nothing is lost, doubled or left undone. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { newSamples, samplesOfDay, valuesOf } from '../../../lib/storage/codec';
import { SOURCE, SLOT_MS } from '../../../lib/domain/series';
import type { Database } from '../../../lib/storage/database';
import { mergedDays } from '../../../lib/storage/days';
import type { DayRecord } from '../../../lib/storage/records';
import { MEAN_STEP_MS } from '../../../lib/storage/records';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { readSeries } from '../../../lib/history/series';
import { createVenueStore } from '../../../lib/history/store';
import { dumpOf, restoreDump } from '../storage/databases/dump';
import { isKilled, mortalDatabase } from './mortal';
import { boardOf, coinsOf, SYMBOLS, VENUE } from './truth';
import { DAY_MS } from '../../../lib/domain/time';

const START_MS = Date.UTC(2026, 0, 5);
const STEP_MS = 9 * SLOT_MS;
const NOW_MS = START_MS + 9.5 * DAY_MS;
const OWN = SYMBOLS.slice(0, 11);
/** Means from here back, nothing before the retention. */
const FINE_FROM_MS = START_MS + 2 * DAY_MS;
const KEPT_FROM_MS = START_MS + DAY_MS;

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

const maintenance = (database: Database, nowMs = NOW_MS) =>
  createVenueStore(database, VENUE_STATE).maintain({
    venue: VENUE,
    nowMs,
    historyDays: 8,
    pause: () => Promise.resolve(),
  });

/** Two days compacted as their next one began; then refreshes only. */
async function recorded() {
  const indexedDB = new IDBFactory();
  const database = mortalDatabase(indexedDB, null);
  const state = newVenueState(VENUE);
  for (let atMs = START_MS; atMs < NOW_MS; atMs += STEP_MS) {
    const board = boardOf(atMs, OWN);
    await createVenueStore(database, VENUE_STATE).commit({ state, board, asSnapshot: true });
    if (atMs < START_MS + 2.5 * DAY_MS && atMs % (8 * STEP_MS) < STEP_MS) {
      await maintenance(database, atMs);
    }
  }
  database.close();
  return dumpOf(indexedDB, 'pressure');
}

async function samplesOf(database: Database, symbol: string) {
  const series = await readSeries(database, VENUE, symbol, START_MS - 1, NOW_MS);
  return [...series.atMs].map((atMs, index) => ({
    atMs,
    stepMs: series.stepMs[index],
    baseQty: series.baseQty[index] ?? Number.NaN,
  }));
}

const times = Array.from(
  { length: Math.ceil((NOW_MS - START_MS) / STEP_MS) },
  (_, step) => START_MS + step * STEP_MS,
);

describe('maintenance', () => {
  it('can die at any of its writes', async () => {
    const before = await recorded();
    let deaths = 0;
    for (let isDone = false; !isDone; deaths += 1) {
      const indexedDB = new IDBFactory();
      await restoreDump(indexedDB, 'pressure', before);
      const mortal = mortalDatabase(indexedDB, deaths);
      isDone = await maintenance(mortal).then(
        () => true,
        (error: unknown) => {
          if (isKilled(error)) return false;
          throw error;
        },
      );
      mortal.close();
      const database = mortalDatabase(indexedDB, null);
      await database.open();
      for (const symbol of isDone ? OWN : OWN.slice(0, 2)) {
        // Whatever was done by then: each time is there once, as a sample or in a mean.
        const kept = (await samplesOf(database, symbol)).filter(({ atMs }) => atMs >= KEPT_FROM_MS);
        expect(
          kept.map(({ atMs, stepMs }) => Math.floor(atMs / (stepMs ?? 1)) * (stepMs ?? 1)),
          `after ${deaths} writes`,
        ).toEqual(
          times
            .filter((atMs) => atMs >= KEPT_FROM_MS)
            .map((atMs, index) => {
              const stepMs = kept[index]?.stepMs ?? 1;
              return Math.floor(atMs / stepMs) * stepMs;
            }),
        );
      }
      await maintenance(database);
      for (const symbol of OWN) {
        expect(await samplesOf(database, symbol), `after ${deaths} writes`).toEqual(
          times
            .filter((atMs) => atMs >= KEPT_FROM_MS)
            .map((atMs) => {
              const stepMs = atMs < FINE_FROM_MS ? MEAN_STEP_MS : SLOT_MS;
              // A mean of one is that one.
              const baseQty = coinsOf(symbol, atMs);
              return { atMs: Math.floor(atMs / stepMs) * stepMs, stepMs, baseQty };
            }),
        );
      }
      database.close();
    }
    // Seven days, each with its watermark; one downsampled; today's blocks; what has expired.
    expect(deaths).toBeGreaterThan(25);
  });
});

describe('two records of a day', () => {
  const dayWith = (source: number, baseQty: number, markPrice: number): DayRecord => {
    const samples = newSamples(1);
    samples.source[0] = source;
    valuesOf(samples, 'baseQty')[0] = baseQty;
    valuesOf(samples, 'markPrice')[0] = markPrice;
    const { bytes } = samples;
    return { venue: VENUE, symbol: 'A', dayMs: START_MS, stepMs: SLOT_MS, firstStep: 3, bytes };
  };
  const columnsOf = (record: DayRecord) => {
    const samples = samplesOfDay(record);
    const { source } = samples;
    return {
      baseQty: valuesOf(samples, 'baseQty'),
      markPrice: valuesOf(samples, 'markPrice'),
      source,
    };
  };
  const own = dayWith(SOURCE.own, 1, Number.NaN);
  const backFilled = dayWith(SOURCE.backFilled, 2, 2);

  it.each([
    ['our own over back-filled', own, backFilled],
    ['our own under back-filled', backFilled, own],
  ])('keep %s', (_, upper, lower) => {
    const { baseQty, markPrice, source } = columnsOf(mergedDays(lower, upper));
    expect([baseQty[0], markPrice[0], source[0]]).toEqual([1, Number.NaN, SOURCE.own]);
  });

  it('fill each other up where both are of one source', () => {
    const later = dayWith(SOURCE.own, Number.NaN, 5);
    const { baseQty, markPrice } = columnsOf(mergedDays(own, later));
    expect([baseQty[0], markPrice[0]]).toEqual([1, 5]);
  });
});
