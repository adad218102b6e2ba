/** What venues state of the past: the cache of open interest, and the days that it is written into. */
import { describe, expect, it } from 'vitest';
import { samplesOfDay, valuesOf } from '../../../lib/storage/codec';
import {
  cachedOpenInterest,
  LOOK_BACK_MS,
  mergeBackfill,
  mergedCache,
} from '../../../lib/storage/backfill';
import type { BackfillSample } from '../../../lib/storage/days';
import { open } from '../history/boards';

const SLOT_MS = 300_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = 20_000 * DAY_MS;

/** Hours after START_MS. */
const at = (hours: number, baseQty: number | null = hours): BackfillSample => ({
  atMs: START_MS + hours * HOUR_MS,
  baseQty,
});
const cache = (...samples: BackfillSample[]) => mergedCache('v', 'A', undefined, samples);
const hoursOf = (record: ReturnType<typeof cache>) =>
  [...record.atMs].map((atMs) => (atMs - START_MS) / HOUR_MS);

describe('the cache of open interest', () => {
  it('is looked back at as long as the longest window accepts, and a slot', () => {
    expect(LOOK_BACK_MS).toBe(28.8 * HOUR_MS + SLOT_MS);
  });

  it('has each sample once, oldest first, without those that know none', () => {
    const record = cache(at(3), at(1), at(2, null), at(2, 20), at(4, null));
    expect(record).toMatchObject({ venue: 'v', symbol: 'A' });
    expect(hoursOf(record)).toEqual([1, 2, 3]);
    expect([...record.coins]).toEqual([1, 20, 3]);
  });

  it('reads as it was written', () => {
    const record = cache(at(1), at(2));
    expect([...cachedOpenInterest(record)]).toEqual([at(1), at(2)]);
    expect([...cachedOpenInterest(undefined)]).toEqual([]);
  });

  it('keeps old samples, and has the new one of two at a time', () => {
    const merged = mergedCache('v', 'A', cache(at(1), at(2)), [at(2, 22), at(3)]);
    expect(hoursOf(merged)).toEqual([1, 2, 3]);
    expect([...merged.coins]).toEqual([1, 22, 3]);
  });

  it('forgets what is too old to be looked back at, to the millisecond', () => {
    const limit = 40 - LOOK_BACK_MS / HOUR_MS;
    const { atMs } = at(limit);
    const old = [
      { atMs: atMs - 1, baseQty: 1 },
      { atMs, baseQty: 2 },
    ];
    expect([...cache(...old, at(39), at(40), at(40.1)).coins]).toEqual([2, 39, 40, 40.1]);
  });

  it('does not go by the newest sample alone', () => {
    expect(hoursOf(cache(at(0), at(1), at(2), at(900)))).toEqual([0, 1, 2, 900]);
  });

  it('goes by the median of the new ones and half a day', () => {
    // Of the new ones 1 is the median: what is older than 13 h − 28.9 h is deleted, not than 900 h.
    const old = cache(at(-20), at(-10), at(0));
    const merged = mergedCache('v', 'A', old, [at(0.5), at(1), at(1.5), at(900), at(901)]);
    expect(hoursOf(merged)).toEqual([-10, 0, 0.5, 1, 1.5, 900, 901]);
  });

  it('forgets nothing for an answer that would forget everything, until another agrees', () => {
    const old = cache(at(0), at(1));
    const once = mergedCache('v', 'A', old, [at(100), at(101), at(102)]);
    expect(hoursOf(once)).toEqual([0, 1, 100, 101, 102]);
    const twice = mergedCache('v', 'A', once, [at(101), at(102), at(103)]);
    expect(hoursOf(twice)).toEqual([100, 101, 102, 103]);
  });

  it('has one sample where there is but one, and none where there is none', () => {
    expect(hoursOf(cache(at(1)))).toEqual([1]);
    expect(hoursOf(cache())).toEqual([]);
  });

  it('has no more than two thousand, the newest', () => {
    const many = Array.from({ length: 2_001 }, (_, index) => at(index / 1_000));
    const record = cache(...many);
    expect(record.atMs).toHaveLength(2_000);
    expect(hoursOf(record)[0]).toBeCloseTo(0.001, 6);
  });
});

describe('days that are back-filled', () => {
  async function merge(
    histories: Iterable<readonly [string, BackfillSample[]]>,
    { database } = open(),
  ) {
    await mergeBackfill(database, 'v', new Map(histories));
    const days = await database.pastDays.toArray();
    return {
      database,
      days: days.map((record) => {
        const { symbol, dayMs, stepMs, firstStep } = record;
        const values = [...valuesOf(samplesOfDay(record), 'baseQty')].filter(
          (v) => !Number.isNaN(v),
        );
        return [symbol, (dayMs - START_MS) / DAY_MS, stepMs, firstStep, ...values];
      }),
    };
  }

  it('are one record for each symbol and day', async () => {
    const { database, days } = await merge([
      ['A', [at(23), at(24), at(25)]],
      ['B', [at(1)]],
      ['C', []],
    ]);
    expect(days).toEqual([
      ['A', 0, SLOT_MS, 276, 23],
      ['B', 0, SLOT_MS, 12, 1],
      ['A', 1, SLOT_MS, 0, 24, 25],
    ]);
    expect(await database.seeds.toCollection().primaryKeys()).toEqual([
      ['v', 'A'],
      ['v', 'B'],
    ]);
    database.close();
  });

  it('keep what is stored, over which nothing new is written', async () => {
    const { database } = await merge([['A', [at(1), at(2)]]]);
    const { days } = await merge([['A', [at(2, 99), at(3)]]], { ...open(), database });
    expect(days).toEqual([['A', 0, SLOT_MS, 12, 1, 2, 3]]);
    expect([...((await database.seeds.get(['v', 'A']))?.coins ?? [])]).toEqual([1, 99, 3]);
    database.close();
  });

  it('are half-hour means where the others of their age are', async () => {
    const { database } = open();
    const watermarks = { compactedMs: 0, rolledMs: 0, thinnedMs: START_MS + DAY_MS };
    await database.symbols.put({ venue: 'v', symbols: [], ...watermarks });
    const { days } = await merge([['A', [at(23), at(24)]]], { ...open(), database });
    expect(days).toEqual([
      ['A', 0, 6 * SLOT_MS, 46, 23],
      ['A', 1, SLOT_MS, 0, 24],
    ]);
    database.close();
  });
});
