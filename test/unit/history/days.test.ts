/** Days of history, written as the worker writes them, killed as the worker is killed, and read back as they were. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { SOURCE, SLOT_MS } from '../../../lib/domain/series';
import { MEAN_STEP_MS } from '../../../lib/storage/records';
import { newVenueState, VENUE_STATE } from '../../../lib/refresh/state';
import { readSeries } from '../../../lib/history/series';
import type { VenueStore } from '../../../lib/history/store';
import { createVenueStore } from '../../../lib/history/store';
import { isKilled, mortalDatabase } from './mortal';
import { boardOf, coinsOf, historyOf, scoreOf, perpStateOf, SYMBOLS, VENUE } from './truth';
import { DAY_MS } from '../../../lib/domain/time';
import type { VenueState } from '../../../lib/refresh/state';
import type { Series } from '../../../lib/domain/series';

const START_MS = Date.UTC(2026, 0, 5);
/** Our own samples; every quarter of an hour is enough to see everything. */
const STEP_MS = 3 * SLOT_MS;
const DAYS = 10;
/** Nobody was there: from the third day at 20:00 to the fifth at 06:00. */
const GAP = { fromMs: START_MS + 2.834 * DAY_MS, toMs: START_MS + 4.25 * DAY_MS };
/** The venue remembered the last 24 h of it, of the first forty symbols. */
const REMEMBERED = SYMBOLS.slice(0, 40);
const END_MS = START_MS + (DAYS - 0.5) * DAY_MS;
const END_STEPS = (END_MS - START_MS) / STEP_MS;
const FINE_FROM_MS = START_MS + (DAYS - 1 - 7) * DAY_MS;

const state = newVenueState(VENUE);
const pause = () => Promise.resolve();

/** All that happens in these days, in order; each can be repeated. */
function* events(): Iterable<(store: VenueStore<VenueState>) => Promise<void>> {
  for (let atMs = START_MS; atMs < END_MS; atMs += STEP_MS) {
    if (atMs > GAP.fromMs && atMs < GAP.toMs) continue;
    yield (store) => store.commit({ state, board: boardOf(atMs), asSnapshot: true });
    if (atMs - STEP_MS < GAP.toMs && atMs >= GAP.toMs) {
      const samples = (symbol: string) => historyOf(symbol, atMs - DAY_MS, atMs, STEP_MS);
      for (let from = 0; from < REMEMBERED.length; from += 20) {
        const histories = new Map(
          REMEMBERED.slice(from, from + 20).map((symbol) => [symbol, samples(symbol)]),
        );
        yield (store) => store.commit({ state, histories });
      }
    }
    // Not after each refresh: days and hours also wait to be regrouped.
    const isNewDay = (atMs - START_MS) % DAY_MS < STEP_MS || atMs - STEP_MS < GAP.toMs;
    if (isNewDay || (atMs - START_MS) % (5 * STEP_MS) === 0) {
      yield (store) => store.maintain({ venue: VENUE, nowMs: atMs, historyDays: 9, pause });
    }
  }
}

interface Sample {
  atMs: number;
  baseQty: number;
  markPrice: number;
  score: number;
  source: number;
}

/** As recorded: the nearest hundredths on the same side of a half, so that they are the same whole score. */
function hundredths(points: number): number {
  const whole = Math.floor(Math.abs(points) + 0.5);
  const size = Math.min(
    whole + 0.49,
    Math.max(whole - 0.5, Math.round(Math.abs(points) * 100) / 100),
  );
  return (points < 0 ? -size : size) + 0;
}

function samplesOf(series: Series): Sample[] {
  return [...series.atMs].map((atMs, index) => ({
    atMs,
    baseQty: series.baseQty[index] ?? Number.NaN,
    markPrice: series.markPrice[index] ?? Number.NaN,
    score: (series.classic.mean[index] ?? Number.NaN) + 0,
    source: series.source[index] ?? 0,
  }));
}

/** What has to be there of a symbol, 5-minute part. */
function expectedFine(symbol: string): Sample[] {
  const samples: Sample[] = [];
  const isRemembered = REMEMBERED.includes(symbol);
  for (let atMs = FINE_FROM_MS; atMs < END_MS; atMs += STEP_MS) {
    const isOwn = atMs <= GAP.fromMs || atMs >= GAP.toMs;
    if (!isOwn && !(isRemembered && atMs >= GAP.toMs - DAY_MS)) continue;
    const { reading } = perpStateOf(symbol, atMs);
    samples.push({
      atMs,
      baseQty: coinsOf(symbol, atMs),
      markPrice: isOwn ? Math.fround(reading?.markPrice ?? Number.NaN) : Number.NaN,
      score: isOwn ? hundredths(Math.fround(scoreOf(symbol, atMs))) : Number.NaN,
      source: isOwn ? SOURCE.own : SOURCE.backFilled,
    });
  }
  return samples;
}

async function check(indexedDB: IDBFactory): Promise<void> {
  const database = mortalDatabase(indexedDB, null);
  for (const symbol of SYMBOLS) {
    const series = await readSeries(database, VENUE, symbol, 0, END_MS);
    const all = samplesOf(series);
    expect([...series.stepMs]).toEqual(
      all.map(({ atMs }) => (atMs < FINE_FROM_MS ? MEAN_STEP_MS : SLOT_MS)),
    );
    expect(all.filter((_, index) => series.stepMs[index] === SLOT_MS)).toEqual(
      expectedFine(symbol),
    );
    const means = all.filter((_, index) => series.stepMs[index] === MEAN_STEP_MS);
    expect(means.map(({ atMs }) => atMs)).toEqual(halfHours());
    for (const mean of means) {
      const quarters = [mean.atMs, mean.atMs + STEP_MS];
      expect(mean.baseQty).toBeCloseTo(meanOf(quarters.map((atMs) => coinsOf(symbol, atMs))), 0);
      expect(mean.score).toBeCloseTo(meanOf(quarters.map((atMs) => scoreOf(symbol, atMs))), 1);
    }
    const least = [...series.classic.least];
    const most = [...series.classic.most];
    expect(least.every((value, index) => !(value > (most[index] ?? 0)))).toBe(true);
  }
  database.close();
}

function halfHours(): number[] {
  const times: number[] = [];
  for (let atMs = START_MS; atMs < FINE_FROM_MS; atMs += MEAN_STEP_MS) times.push(atMs);
  return times;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

beforeAll(() => vi.stubGlobal('IDBKeyRange', IDBKeyRange));

describe('ten days of sixty symbols', () => {
  it('are there as they were, gap and all', async () => {
    const indexedDB = new IDBFactory();
    const database = mortalDatabase(indexedDB, null);
    const store = createVenueStore(database, VENUE_STATE);
    for (const event of events()) await event(store);
    await check(indexedDB);
    // What looking back a day needs: 28.8 h and a slot before the last maintenance, which was three steps before the end.
    const lookedBack = Math.floor((28.8 * 3_600_000 + SLOT_MS) / STEP_MS);
    expect(await database.log.count()).toBe(lookedBack + 1 + ((END_STEPS - 1) % 5));
    database.close();
  });

  it('survive two hundred deaths', async () => {
    const indexedDB = new IDBFactory();
    const [seed = 0] = fc.sample(fc.integer(), 1);
    const lives = fc.sample(fc.integer({ min: 0, max: 20 }), { numRuns: 2_000, seed }).values();
    let deaths = 0;
    let database = mortalDatabase(indexedDB, lives.next().value ?? null);
    for (const event of events()) {
      for (;;) {
        try {
          await event(createVenueStore(database, VENUE_STATE));
          break;
        } catch (error) {
          if (!isKilled(error)) throw new Error(`seed ${seed}`, { cause: error });
          deaths += 1;
          database.close();
          database = mortalDatabase(indexedDB, lives.next().value ?? null);
        }
      }
    }
    expect(deaths, `seed ${seed}`).toBeGreaterThanOrEqual(200);
    await check(indexedDB).catch((cause: unknown) => {
      throw new Error(`seed ${seed}`, { cause });
    });
    database.close();
  });
});
