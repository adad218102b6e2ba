/** Coverage of a venue's history: how far back it reaches, and its gaps. Reads keys and a few records only. */
import { OI_WINDOWS } from '../domain/inputs';
import { SOURCE, SLOT_MS } from '../domain/series';
import { DAY_MS, startOfDay } from '../domain/time';
import type { VenueId } from '../domain/venue';
import type { Collecting } from '../domain/venue-status';
import { samplesOfDay } from '../storage/codec';
import type { Database } from '../storage/database';
import { firstSlotSince } from '../storage/database';

export interface Gap {
  /** The end of the last own slot before it, or the start of the range. */
  fromMs: number;
  /** The start of the first own slot after it, or the end of the range. */
  toMs: number;
}

export interface Stretch {
  fromMs: number;
  toMs: number;
  /** Shorter ones do not count. */
  leastMs: number;
}

/** Symbols to probe, since listings change. */
const PROBED = 8;

/**
 * Gaps of at least `leastMs` without any refresh of ours within `fromMs` ≤ time < `toMs` (exchange's clock), oldest
 * first. Backfilled samples do not close a gap.
 */
export async function gapsOf(
  database: Database,
  venue: VenueId,
  { fromMs, toMs, leastMs }: Stretch,
): Promise<Gap[]> {
  const firstMs = Math.floor(fromMs / SLOT_MS) * SLOT_MS;
  const seen = new Uint8Array(Math.max(0, Math.ceil((toMs - firstMs) / SLOT_MS)));
  const see = (atMs: number, stepMs: number) => {
    const slot = (atMs - firstMs) / SLOT_MS;
    if (slot + stepMs / SLOT_MS > 0) seen.fill(1, Math.max(0, slot), slot + stepMs / SLOT_MS);
  };
  const { log, pastDays, symbols } = database;
  await database.transaction('r', [log, pastDays, symbols], async () => {
    const range = log.where('[venue+slotMs]').between([venue, firstMs], [venue, toMs]);
    for (const [, slotMs] of await range.primaryKeys()) see(slotMs, SLOT_MS);
    const names = (await symbols.get(venue))?.symbols ?? [];
    const every = Math.max(1, Math.floor(names.length / PROBED));
    const probed = names.filter((_, row) => row % every === 0).slice(0, PROBED);
    for (let dayMs = startOfDay(firstMs); dayMs < toMs; dayMs += DAY_MS) {
      const keys = probed.map((symbol): [string, number, string] => [venue, dayMs, symbol]);
      for (const record of await pastDays.bulkGet(keys)) {
        if (record === undefined) continue;
        const { stepMs, firstStep } = record;
        samplesOfDay(record).source.forEach((source, index) => {
          if (source === SOURCE.own) see(dayMs + (firstStep + index) * stepMs, stepMs);
        });
      }
    }
  });
  const gaps: Gap[] = [];
  for (let slot = 0; slot < seen.length;) {
    const next = seen.indexOf(1, slot);
    const end = next < 0 ? seen.length : next;
    const gap = {
      fromMs: Math.max(fromMs, firstMs + slot * SLOT_MS),
      toMs: Math.min(toMs, firstMs + end * SLOT_MS),
    };
    if (gap.toMs - gap.fromMs >= leastMs && end > slot) gaps.push(gap);
    slot = end + 1;
  }
  return gaps;
}

/**
 * A window is ready when a sample is old enough for its tolerance. `nowMs` is on the exchange's clock, results are on
 * this machine's; `clockSkewMs` is the difference.
 */
export async function collectingOf(
  database: Database,
  venue: VenueId,
  nowMs: number,
  clockSkewMs: number,
): Promise<Collecting> {
  return Promise.all(
    OI_WINDOWS.map(async ({ windowMs, toleranceMs }) => {
      const fromMs = nowMs - windowMs - toleranceMs;
      const oldestMs = (await oldestSince(database, venue, fromMs)) ?? nowMs;
      const readyAtMs = oldestMs + windowMs - toleranceMs;
      return { windowMs, readyAtMs: readyAtMs <= nowMs ? null : readyAtMs - clockSkewMs };
    }),
  );
}

/** Time of the oldest refresh in the log since then. */
async function oldestSince(database: Database, venue: VenueId, fromMs: number) {
  const slotMs = await firstSlotSince(database, venue, fromMs);
  return slotMs === undefined ? undefined : (await database.log.get([venue, slotMs]))?.atMs;
}
