/**
 * Periodic maintenance of the history: compaction of finished days, downsampling of old ones, retention, and the index
 * of today's refreshes. Works in slices, with pauses between them. Every step is idempotent and its watermark is raised
 * only afterwards, so a worker that dies repeats work but loses no sample.
 */
import { SLOT_MS } from '../domain/series';
import { DAY_MS, startOfDay } from '../domain/time';
import type { VenueId } from '../domain/venue';
import { LOOK_BACK_MS } from '../storage/backfill';
import { WRITTEN } from '../storage/codec';
import type { Database } from '../storage/database';
import { firstSlotSince, logOf } from '../storage/database';
import { blockOf, downsampled, packBlocks } from '../storage/days';
import { elapsedOf, noteOf, putNote } from '../storage/notes';
import type { Watermarks } from '../storage/records';
import { BLOCK_MS, FINE_DAYS } from '../storage/records';
import { compactDay } from './series';

export interface MaintenanceOptions {
  venue: VenueId;
  /** On the exchange's clock, ms. */
  nowMs: number;
  /** Retention, days. */
  historyDays: number;
  /** Called between slices. */
  pause: () => Promise<void>;
}

export async function runMaintenance(
  database: Database,
  options: MaintenanceOptions,
): Promise<void> {
  const { venue, nowMs, historyDays, pause } = options;
  const todayMs = startOfDay(nowMs);
  await compactDays(database, venue, todayMs, pause);
  // Deletion goes by the time that has certainly passed; see elapsed.ts.
  const elapsed = await elapsedOf(database, venue);
  const certainMs = Math.min(nowMs, elapsed?.untilMs ?? 0);
  const certainDayMs = startOfDay(certainMs);
  await downsampleDays(database, venue, certainDayMs - FINE_DAYS * DAY_MS, pause);
  await indexToday(database, venue, nowMs, pause);
  await deleteExpired(database, venue, certainMs, certainDayMs - historyDays * DAY_MS);
}

/** Deletes refreshes that no window looks back at, and days past the retention; the latter are noted. */
async function deleteExpired(
  database: Database,
  venue: string,
  nowMs: number,
  keepFromMs: number,
): Promise<void> {
  const { symbols, log, pastDays, trimmed } = database;
  const compactedMs = (await symbols.get(venue))?.compactedMs ?? 0;
  const loggedMs = Math.min(compactedMs, nowMs - LOOK_BACK_MS);
  await log.where('[venue+slotMs]').between([venue, 0], [venue, loggedMs]).delete();
  const range = pastDays.where('[venue+dayMs+symbol]').between([venue, 0], [venue, keepFromMs]);
  const [first] = await range.limit(1).primaryKeys();
  if (first === undefined) return;
  const days = (keepFromMs - first[1]) / DAY_MS;
  const expired = pastDays.where('[venue+dayMs+symbol]').between([venue, 0], [venue, keepFromMs]);
  const records = await database.transaction('rw', [pastDays, trimmed], async () => {
    const before = await noteOf(database, 'forgotten');
    const all = (before?.days ?? 0) + (before?.beforeMs === keepFromMs ? 0 : days);
    await putNote(database, 'forgotten', { atMs: nowMs, beforeMs: keepFromMs, days: all });
    return expired.delete();
  });
  const until = new Date(keepFromMs).toISOString().slice(0, 10);
  console.warn(`${venue}: ${records} records of days before ${until} were deleted.`);
}

/** Watermarks of a venue whose history begins with a refresh in this slot. */
export function firstWatermarks(slotMs: number): Watermarks {
  const dayMs = startOfDay(slotMs);
  return { compactedMs: dayMs, rolledMs: dayMs, thinnedMs: dayMs - FINE_DAYS * DAY_MS };
}

/** Lowered so that nothing from `slotMs` on counts as done. */
export function loweredWatermarks(before: Watermarks, slotMs: number): Watermarks {
  const dayMs = startOfDay(slotMs);
  return {
    compactedMs: Math.min(before.compactedMs, dayMs),
    rolledMs: Math.min(before.rolledMs, slotMs),
    thinnedMs: Math.min(before.thinnedMs, dayMs),
  };
}

/** Raised to what was done. */
async function raiseWatermark(
  { symbols }: Database,
  venue: VenueId,
  raised: Partial<Watermarks>,
): Promise<void> {
  await symbols.db.transaction('rw', symbols, async () => {
    const index = await symbols.get(venue);
    if (index !== undefined) await symbols.put({ ...index, ...raised });
  });
}

// Compaction: one record per symbol and finished day, from the log; see compactDay.

/** All of the venue's days before `todayMs`. */
export async function compactDays(
  database: Database,
  venue: VenueId,
  todayMs: number,
  pause: () => Promise<void>,
): Promise<void> {
  for (;;) {
    const index = await database.symbols.get(venue);
    if (index === undefined || index.compactedMs >= todayMs) return;
    const slotMs = (await firstSlotSince(database, venue, index.compactedMs)) ?? todayMs;
    const dayMs = startOfDay(slotMs);
    if (dayMs >= todayMs) {
      await raiseWatermark(database, venue, { compactedMs: todayMs });
      return;
    }
    await compactDay(database, venue, dayMs, index.symbols, pause);
    await raiseWatermark(database, venue, { compactedMs: dayMs + DAY_MS });
  }
}

// Downsampling: old days are overwritten by half-hour means.

/** Symbols per transaction. */
const DOWNSAMPLING_SLICE = 96;

/** The venue's days before `beforeMs`. Idempotent. */
export async function downsampleDays(
  database: Database,
  venue: VenueId,
  beforeMs: number,
  pause: () => Promise<void>,
): Promise<void> {
  const { pastDays } = database;
  for (;;) {
    const fromMs = (await database.symbols.get(venue))?.thinnedMs ?? Infinity;
    if (fromMs >= beforeMs) return;
    const range = (from: number, to: number) =>
      pastDays.where('[venue+dayMs+symbol]').between([venue, from], [venue, to]);
    const [oldest] = await range(fromMs, beforeMs).limit(1).primaryKeys();
    if (oldest === undefined) {
      await raiseWatermark(database, venue, { thinnedMs: beforeMs });
      return;
    }
    const [, dayMs] = oldest;
    const keys = await range(dayMs, dayMs + DAY_MS).primaryKeys();
    for (let from = 0; from < keys.length; from += DOWNSAMPLING_SLICE) {
      await database.transaction('rw', pastDays, async () => {
        const records = await pastDays.bulkGet(keys.slice(from, from + DOWNSAMPLING_SLICE));
        await pastDays.bulkPut(
          records.flatMap((record) => (record === undefined ? [] : downsampled(record))),
        );
      });
      await pause();
    }
    await raiseWatermark(database, venue, { thinnedMs: dayMs + DAY_MS });
  }
}

// Indexing today: blocks of four hours and a few symbols, rewritten every 15 minutes. The log still has everything.

/** Maximum part of the log that is read for one symbol. */
const INDEX_STEP_MS = 3 * SLOT_MS;

/** Indexes up to the newest complete quarter of an hour: later slots can still change. */
export async function indexToday(
  database: Database,
  venue: VenueId,
  nowMs: number,
  pause: () => Promise<void>,
): Promise<void> {
  const endMs = Math.floor(nowMs / INDEX_STEP_MS) * INDEX_STEP_MS;
  for (;;) {
    const index = await database.symbols.get(venue);
    if (index === undefined) return;
    const fromMs = Math.max(index.rolledMs, index.compactedMs);
    if (fromMs >= endMs) return;
    const slotMs = (await firstSlotSince(database, venue, fromMs)) ?? endMs;
    const blockMs = Math.floor(slotMs / BLOCK_MS) * BLOCK_MS;
    const rolledMs = Math.min(endMs, blockMs + BLOCK_MS);
    if (slotMs < endMs) {
      const snapshots = await logOf(database, venue, blockMs, rolledMs);
      const groups = packBlocks(
        snapshots,
        blockMs,
        (rolledMs - blockMs) / SLOT_MS,
        index.symbols.length,
      );
      const block = blockOf(blockMs);
      await database.blocks.bulkPut(
        groups.map((bytes, group) => ({ venue, group, block, blockMs, ...WRITTEN, bytes })),
      );
    }
    await raiseWatermark(database, venue, { rolledMs });
    await pause();
  }
}
