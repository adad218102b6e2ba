/**
 * Today's refreshes, regrouped: records of four hours and a few symbols, written again with every quarter of an hour. What is in
 * them stays in the log, so nothing can be lost on the way.
 */
import type { Database } from './database';
import { blockGroups } from './day-samples';
import { firstSlotSince, logOf } from './log';
import { mark } from './mark';
import { BLOCK_MS, SLOT_MS } from './records';
import { DAY_MS } from '../domain/time';

/** So many refreshes at most are read out of the log when one symbol is shown. */
const ROLL_MS = 3 * SLOT_MS;

/** Everything before the newest whole quarter of an hour; the slot of `nowMs` can still change. */
export async function rollUp(
  database: Database,
  venue: string,
  nowMs: number,
  pause: () => Promise<void>,
): Promise<void> {
  const endMs = Math.floor(nowMs / ROLL_MS) * ROLL_MS;
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
      const groups = blockGroups(
        snapshots,
        blockMs,
        (rolledMs - blockMs) / SLOT_MS,
        index.symbols.length,
      );
      const block = (blockMs % DAY_MS) / BLOCK_MS;
      await database.blocks.bulkPut(
        groups.map((bytes, group) => ({ venue, group, block, blockMs, bytes })),
      );
    }
    await mark(database, venue, { rolledMs });
    await pause();
  }
}
