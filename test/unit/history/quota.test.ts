/** Which errors mean a full disk, and what is given up for a write. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IDBKeyRange } from 'fake-indexeddb';
import { SOURCE, SLOT_MS } from '../../../lib/domain/series';
import { DAY_MS, HOUR_MS } from '../../../lib/domain/time';
import { firstWatermarks } from '../../../lib/history/maintenance';
import {
  freeBytes,
  isErrorNamed,
  isFullError,
  isQuotaError,
  MIN_FREE_BYTES,
  withQuotaEviction,
} from '../../../lib/history/quota';
import { packSnapshot } from '../../../lib/history/store';
import { newSamples, packDay } from '../../../lib/storage/codec';
import type { Database } from '../../../lib/storage/database';
import { noteOf } from '../../../lib/storage/notes';
import { board, open, perpState } from './boards';

const DAY0_MS = Date.UTC(2026, 2, 1);
const NOW_MS = DAY0_MS + 30 * DAY_MS;
const day = (count: number) => DAY0_MS + count * DAY_MS;

beforeEach(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));
afterEach(() => vi.unstubAllGlobals());

/** Days, from the first, of each venue; and refreshes at these times. */
async function stored(
  days: Readonly<Record<string, readonly number[]>>,
  refreshes: Readonly<Record<string, readonly number[]>> = {},
) {
  const { database } = open();
  const samples = newSamples(1);
  samples.source[0] = SOURCE.own;
  for (const venue of new Set([...Object.keys(days), ...Object.keys(refreshes)])) {
    await database.symbols.put({ venue, symbols: ['A'], ...firstWatermarks(DAY0_MS) });
    const head = { venue, symbol: 'A', stepMs: SLOT_MS, firstStep: 0 };
    await database.pastDays.bulkPut(
      (days[venue] ?? []).map((count) => packDay({ ...head, dayMs: day(count) }, samples.bytes)),
    );
    await database.log.bulkPut(
      (refreshes[venue] ?? []).map((atMs) => ({
        ...packSnapshot(board([perpState('A', 1, atMs)], atMs), ['A']),
        venue,
      })),
    );
  }
  return database;
}

const full = () => new DOMException('full', 'QuotaExceededError');

/** A write that fails so often. */
function failing(times: number, error: () => Error = full) {
  let left = times;
  return () => {
    left -= 1;
    return left < 0 ? Promise.resolve('written') : Promise.reject(error());
  };
}

const daysOf = async (database: Database) =>
  (await database.pastDays.toCollection().primaryKeys()).map(([venue, dayMs]) => [
    venue,
    (dayMs - DAY0_MS) / DAY_MS,
  ]);
const slotsOf = async (database: Database) =>
  (await database.log.toCollection().primaryKeys()).map(([venue, slotMs]) => [
    venue,
    (slotMs - DAY0_MS) / HOUR_MS,
  ]);
const run = (database: Database, work: () => Promise<string>, free: number | null = 0) =>
  withQuotaEviction(
    database,
    work,
    () => NOW_MS,
    () => Promise.resolve(free),
  ).catch((error: unknown) => error);

describe('on a full disk', () => {
  it('the oldest day of all venues goes, of each venue that has it', async () => {
    const database = await stored({ binance: [3, 5], okx: [2, 3] });
    expect(await run(database, failing(1))).toBe('written');
    expect(await daysOf(database)).toEqual([
      ['binance', 3],
      ['binance', 5],
      ['okx', 3],
    ]);
    expect(await run(database, failing(1))).toBe('written');
    expect(await daysOf(database)).toEqual([['binance', 5]]);
  });

  it('days go before refreshes, and those by days, too', async () => {
    const database = await stored(
      { okx: [9] },
      { binance: [day(0) + HOUR_MS, day(0) + 23 * HOUR_MS, day(1)], okx: [day(0) + 5 * HOUR_MS] },
    );
    expect(await run(database, failing(1))).toBe('written');
    expect(await daysOf(database)).toEqual([]);
    expect(await slotsOf(database)).toEqual([
      ['binance', 1],
      ['binance', 23],
      ['binance', 24],
      ['okx', 5],
    ]);
    expect(await run(database, failing(1))).toBe('written');
    expect(await slotsOf(database)).toEqual([['binance', 24]]);
  });

  it('the note has the newest of the days that one write cost, and how many', async () => {
    const database = await stored({ binance: [2, 4, 7] });
    expect(await run(database, failing(2))).toBe('written');
    expect(await noteOf(database, 'trimmed')).toEqual({ atMs: NOW_MS, dayMs: day(4), days: 2 });
  });

  it('a week after the last note days are counted anew', async () => {
    const database = await stored({ binance: [2, 4, 7] });
    const at = (atMs: number) => withQuotaEviction(database, failing(1), () => atMs);
    await at(NOW_MS);
    await at(NOW_MS + 7 * DAY_MS - 1);
    expect(await noteOf(database, 'trimmed')).toMatchObject({ days: 2 });
    await at(NOW_MS + 14 * DAY_MS - 1);
    expect(await noteOf(database, 'trimmed')).toMatchObject({ days: 1 });
  });

  it('without any history the write fails, and nothing is noted', async () => {
    const database = await stored({});
    expect(await run(database, failing(1))).toMatchObject({ name: 'QuotaExceededError' });
    expect(await noteOf(database, 'trimmed')).toBeNull();
  });
});

describe('other faults', () => {
  it('are passed on at once, whatever they are', async () => {
    const database = await stored({ binance: [2] });
    const work = vi.fn(failing(9, () => new DOMException('no', 'DataError')));
    expect(await run(database, work)).toMatchObject({ name: 'DataError' });
    expect(work).toHaveBeenCalledTimes(1);
    expect(await daysOf(database)).toEqual([['binance', 2]]);
  });

  it('an abort costs a day only with less than 8 MB left', async () => {
    const abort = () => new DOMException('', 'AbortError');
    const database = await stored({ binance: [2, 3] });
    expect(await run(database, failing(2, abort), MIN_FREE_BYTES + 1)).toMatchObject({
      name: 'AbortError',
    });
    expect(await daysOf(database)).toHaveLength(2);
    expect(await run(database, failing(2, abort), MIN_FREE_BYTES)).toBe('written');
    expect(await daysOf(database)).toHaveLength(1);
  });
});

describe('an error', () => {
  const named = (name: unknown, inner?: unknown) => ({
    name,
    ...(inner === undefined ? {} : { inner }),
  });

  it('is told by its own name or by that of an error within it', () => {
    expect(isQuotaError(full())).toBe(true);
    expect(isQuotaError(named('AbortError', named('UnknownError', full())))).toBe(true);
    expect(isQuotaError(named('AbortError'))).toBe(false);
    expect(isFullError(named('AbortError'))).toBe(true);
    expect(isFullError(named('UnknownError', named('TimeoutError')))).toBe(false);
    expect(isErrorNamed(named('UnknownError', named('VersionError')), ['VersionError'])).toBe(true);
  });

  it('may be anything', () => {
    for (const error of [
      null,
      undefined,
      'QuotaExceededError',
      7,
      {},
      named(7),
      named('x', 'y'),
      named(7, null),
    ]) {
      expect(isFullError(error), JSON.stringify(error)).toBe(false);
    }
    // A list of names is not asked for something else than a text.
    expect(isErrorNamed({ name: undefined }, [undefined as never])).toBe(false);
    expect(isErrorNamed({ cause: full() }, ['QuotaExceededError'])).toBe(false);
  });
});

describe('free space', () => {
  const estimated = (estimate: () => Promise<StorageEstimate>) => {
    vi.stubGlobal('navigator', { storage: { estimate } });
    return freeBytes();
  };

  it('is the quota without what is used, where the browser says both', async () => {
    expect(await estimated(() => Promise.resolve({ quota: 100, usage: 30 }))).toBe(70);
    expect(await estimated(() => Promise.resolve({ quota: 100 }))).toBeNull();
    expect(await estimated(() => Promise.resolve({ usage: 30 }))).toBeNull();
    expect(await estimated(() => Promise.reject(new Error('not here')))).toBeNull();
    vi.stubGlobal('navigator', {});
    expect(await freeBytes()).toBeNull();
  });
});
