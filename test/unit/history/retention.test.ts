/** One wrong stated time deletes nothing: neither days, nor cached open interest, nor trails, nor 5-minute samples. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Database } from '../../../lib/storage/database';
import { noteOf } from '../../../lib/storage/notes';
import { advanced } from '../../../lib/history/elapsed';
import { startOfDay, DAY_MS } from '../../../lib/domain/time';
import { mergedCache } from '../../../lib/storage/backfill';
import { createVenueStore } from '../../../lib/history/store';
import { HOUR_MS, state } from './boards';
import { boardOf, SYMBOLS, VENUE } from './truth';
import { VENUE_STATE } from '../../../lib/refresh/state';
import { SLOT_MS } from '../../../lib/domain/series';

const START_MS = Date.UTC(2026, 2, 1);
const FEW = SYMBOLS.slice(0, 3);
const FUTURE_MS = Date.UTC(2096, 9, 2, 7);

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

function machine() {
  const database = new Database('pressure', { indexedDB: new IDBFactory(), IDBKeyRange });
  const store = createVenueStore(database, VENUE_STATE);
  const refresh = async (atMs: number, historyDays = 30) => {
    await store.commit({ state, board: boardOf(atMs, FEW), asSnapshot: true });
    await store.maintain({
      venue: VENUE,
      nowMs: atMs,
      historyDays,
      pause: () => Promise.resolve(),
    });
  };
  const every = async (stepMs: number, fromMs: number, toMs: number, historyDays?: number) => {
    for (let atMs = fromMs; atMs < toMs; atMs += stepMs) await refresh(atMs, historyDays);
  };
  const days = async () => {
    const keys = await database.pastDays.toCollection().primaryKeys();
    return [...new Set(keys.map(([, dayMs]) => dayMs))];
  };
  const steps = async () => (await database.pastDays.toArray()).map(({ stepMs }) => stepMs);
  return { database, refresh, every, days, steps };
}

describe('one refresh that believes in another century', () => {
  it('deletes no day, no sample of the last one and no trail, and thins nothing', async () => {
    const { database, refresh, every, days, steps } = machine();
    const endMs = START_MS + 9 * DAY_MS - 4 * HOUR_MS;
    await every(HOUR_MS, START_MS, endMs);
    const before = { days: await days(), log: await database.log.count(), steps: await steps() };
    const trail = await database.trails.get(VENUE);
    expect(before.days).toHaveLength(8);
    await refresh(FUTURE_MS);
    await every(HOUR_MS, endMs, endMs + 2 * HOUR_MS);
    expect((await days()).filter((dayMs) => dayMs < endMs - DAY_MS)).toEqual(before.days);
    expect(await database.log.count()).toBeGreaterThanOrEqual(before.log);
    const thinned = (all: number[]) => all.filter((stepMs) => stepMs !== SLOT_MS).length;
    expect(thinned(await steps())).toBe(thinned(before.steps));
    const after = await database.trails.get(VENUE);
    // Eight quarters on, and nothing lost in between.
    const row = (from: Int8Array | undefined) => [...(from ?? []).slice(0, 96)];
    expect(row(after?.classic).slice(0, 88)).toEqual(row(trail?.classic).slice(8));
    expect(await noteOf(database, 'forgotten')).toBeNull();
  });

  it('nor do many within an hour or a day, or a machine whose clock runs ahead for a while', async () => {
    for (const count of [12, 200]) {
      const { every, days } = machine();
      const endMs = START_MS + 9 * DAY_MS;
      await every(HOUR_MS, START_MS, endMs, 7);
      const before = await days();
      await every(SLOT_MS, FUTURE_MS, FUTURE_MS + count * SLOT_MS, 7);
      await every(HOUR_MS, endMs, endMs + 3 * HOUR_MS, 7);
      // A day has really begun since.
      expect((await days()).filter((dayMs) => dayMs < endMs - DAY_MS)).toEqual(before.slice(1));
    }
  });
});

describe('what is older than the retention', () => {
  it('goes day by day, is written down, and waits after a long pause until time has proved right', async () => {
    const { database, every, days } = machine();
    await every(HOUR_MS, START_MS, START_MS + 10 * DAY_MS, 7);
    const nowMs = START_MS + 10 * DAY_MS - HOUR_MS;
    expect((await days())[0]).toBe(startOfDay(nowMs) - 7 * DAY_MS);
    expect(await noteOf(database, 'forgotten')).toEqual({
      atMs: START_MS + 9 * DAY_MS,
      beforeMs: startOfDay(nowMs) - 7 * DAY_MS,
      days: 2,
    });
    const backMs = nowMs + 21 * DAY_MS;
    await every(HOUR_MS, backMs, backMs + 5 * HOUR_MS, 7);
    expect(await days()).toContain(startOfDay(nowMs) - 7 * DAY_MS);
    await every(HOUR_MS, backMs + 5 * HOUR_MS, backMs + 15 * HOUR_MS, 7);
    expect((await days())[0]).toBeGreaterThanOrEqual(startOfDay(backMs) - 7 * DAY_MS);
  });

  it('of a history of an earlier version: by the middle of its last day, not by one refresh', async () => {
    const { database, every, days } = machine();
    const endMs = START_MS + 9 * DAY_MS;
    await every(HOUR_MS, START_MS, endMs, 8);
    await database.trimmed.clear();
    await every(HOUR_MS, FUTURE_MS, FUTURE_MS + 1, 8);
    expect(await days()).toContain(START_MS + DAY_MS);
  });
});

describe('time that passed', () => {
  it('is never more than has passed, whatever times are stated', () => {
    const step = fc.oneof(
      fc.integer({ min: 0, max: HOUR_MS }),
      fc.integer({ min: -1e13, max: 1e13 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        let nowMs = START_MS;
        let time = { untilMs: nowMs, heardMs: nowMs, heardForMs: 0 };
        let livedMs = 0;
        let leaps = 0;
        for (const ms of steps) {
          nowMs += ms;
          if (ms >= 0 && ms <= 2 * HOUR_MS) livedMs += ms;
          if (ms > 2 * HOUR_MS) leaps += 1;
          const next = advanced(time, nowMs);
          expect(next.untilMs).toBeGreaterThanOrEqual(time.untilMs);
          // A clock jump is believed after a fiftieth of it, or a day; one of hours at the next refresh.
          const most = 2 * HOUR_MS + 51 * livedMs + leaps * (DAY_MS + 2 * HOUR_MS);
          expect(livedMs < DAY_MS ? next.untilMs - START_MS : 0).toBeLessThanOrEqual(most);
          time = next;
        }
      }),
    );
  });
});

describe('the history of a venue', () => {
  it('is not deleted for one row of another century', () => {
    const samples = Array.from({ length: 288 }, (_, slot) => ({
      atMs: START_MS + slot * SLOT_MS,
      baseQty: slot,
    }));
    const old = mergedCache(VENUE, 'A', undefined, samples);
    const one = mergedCache(VENUE, 'A', old, [{ atMs: FUTURE_MS, baseQty: 1 }]);
    expect(one.atMs).toHaveLength(289);
    const bad = samples.map((sample, row) =>
      row === 40 ? { ...sample, atMs: FUTURE_MS } : sample,
    );
    expect(mergedCache(VENUE, 'A', old, bad).atMs.length).toBeGreaterThanOrEqual(288);
    const later = samples.map(({ atMs, baseQty }) => ({ atMs: atMs + 3 * DAY_MS, baseQty }));
    const both = mergedCache(VENUE, 'A', old, later);
    expect(both.atMs).toHaveLength(576);
    expect(mergedCache(VENUE, 'A', both, later).atMs).toHaveLength(288);
    expect(mergedCache(VENUE, 'A', both, samples).atMs).toHaveLength(576);
  });
});
