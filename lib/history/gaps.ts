/** Which stretches of a venue's past nobody recorded. Reads keys and a handful of records, however many symbols there are. */
import type { Database } from './database';
import { columnsOf, SOURCE } from './day-record';
import { dayOf, SLOT_MS } from './records';
import { DAY_MS } from '../domain/time';

export interface Gap {
  /** The end of the last slot of our own before it, or where the question began. */
  fromMs: number;
  /** The start of the first slot of our own after it, or where the question ended. */
  toMs: number;
}

export interface Stretch {
  fromMs: number;
  toMs: number;
  /** A shorter pause is no gap. */
  leastMs: number;
}

/** Whoever was there, some of these were: symbols come and go. */
const WITNESSES = 8;

/**
 * Stretches of at least `leastMs` within `fromMs` ≤ time < `toMs` (on the exchange's clock) without any refresh of ours,
 * oldest first. Back-filled samples do not close a gap.
 */
export async function gapsOf(
  database: Database,
  venue: string,
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
    const every = Math.max(1, Math.floor(names.length / WITNESSES));
    const witnesses = names.filter((_, row) => row % every === 0).slice(0, WITNESSES);
    for (let dayMs = dayOf(firstMs); dayMs < toMs; dayMs += DAY_MS) {
      const keys = witnesses.map((symbol): [string, number, string] => [venue, dayMs, symbol]);
      for (const record of await pastDays.bulkGet(keys)) {
        if (record === undefined) continue;
        const { stepMs, firstStep } = record;
        columnsOf(record).source.forEach((source, index) => {
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
