/**
 * What open interest was 1 h, 4 h and 24 h ago: the stored sample nearest to each moment, from our own snapshots and
 * from the venue's remembered history. Nothing is interpolated, and a sample beyond the window's tolerance is none.
 */
import { OI_WINDOWS } from '../domain/inputs';
import type { OpenInterest } from '../domain/reading';
import type { VenueId } from '../domain/venue';
import type { Database } from './database';
import type { SeedRecord, SnapshotRecord } from './records';
import { SLOT_MS } from './records';
import { snapshotValue } from './snapshot';

/** By window, in the order of OI_WINDOWS. */
export type References = readonly (OpenInterest | null)[];

/** Our own samples are 5 minutes apart, so one within half of that is the nearest there can be. */
const NEAR_ENOUGH_MS = SLOT_MS / 2;

/** `nowMs` is on the exchange's clock, as all stored times of samples are. */
export async function lookBack(
  database: Database,
  venue: VenueId,
  symbols: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, References>> {
  const search = new Search(symbols, nowMs);
  if (symbols.length === 0) return search.found;
  const index = await database.symbols.get(venue);
  const rowOf = new Map((index?.symbols ?? []).map((symbol, row) => [symbol, row]));

  await offerSnapshots(OI_WINDOWS, () => NEAR_ENOUGH_MS);
  const unsure = search.symbolsBeyond(NEAR_ENOUGH_MS);
  const seeds = await database.seeds.bulkGet(
    unsure.map((symbol): [string, string] => [venue, symbol]),
  );
  for (const seed of seeds) if (seed !== undefined) search.offerSeed(seed);
  await offerSnapshots(search.windowsWithout(), ({ toleranceMs }) => toleranceMs);
  return search.found;

  async function offerSnapshots(
    windows: readonly Window[],
    marginOf: (window: Window) => number,
  ): Promise<void> {
    for (const window of windows) {
      const targetMs = nowMs - window.windowMs;
      const marginMs = marginOf(window) + SLOT_MS;
      const snapshots = await database.snapshots
        .where('[venue+slotMs]')
        .between([venue, targetMs - marginMs], [venue, targetMs + marginMs], true, true)
        .toArray();
      for (const snapshot of snapshots) search.offerSnapshot(snapshot, rowOf);
    }
  }
}

type Window = (typeof OI_WINDOWS)[number];

/** The best sample so far for every symbol and window. */
class Search {
  readonly found = new Map<string, (OpenInterest | null)[]>();

  constructor(
    symbols: readonly string[],
    private readonly nowMs: number,
  ) {
    for (const symbol of symbols) {
      this.found.set(
        symbol,
        OI_WINDOWS.map(() => null),
      );
    }
  }

  offerSnapshot(snapshot: SnapshotRecord, rowOf: ReadonlyMap<string, number>): void {
    for (const [symbol, references] of this.found) {
      const row = rowOf.get(symbol);
      if (row === undefined) continue;
      const coins = snapshotValue(snapshot, row, 'openInterestCoins');
      const ageS = snapshotValue(snapshot, row, 'openInterestAgeS');
      if (coins !== null && ageS !== null) {
        this.offer(references, coins, snapshot.atMs - ageS * 1000);
      }
    }
  }

  offerSeed(seed: SeedRecord): void {
    const references = this.found.get(seed.symbol);
    if (references === undefined) return;
    seed.atMs.forEach((atMs, index) => {
      const coins = seed.coins[index];
      if (coins !== undefined) this.offer(references, coins, atMs);
    });
  }

  /** Symbols with a window whose best sample is missing or further off than `distanceMs`. */
  symbolsBeyond(distanceMs: number): string[] {
    const isBeyond = (references: References) =>
      OI_WINDOWS.some(({ windowMs }, index) => {
        const best = references[index] ?? null;
        return best === null || Math.abs(best.atMs - (this.nowMs - windowMs)) > distanceMs;
      });
    return [...this.found].filter(([, found]) => isBeyond(found)).map(([symbol]) => symbol);
  }

  windowsWithout(): Window[] {
    const all = [...this.found.values()];
    return OI_WINDOWS.filter((_, index) => all.some((references) => references[index] === null));
  }

  private offer(references: (OpenInterest | null)[], coins: number, atMs: number): void {
    OI_WINDOWS.forEach(({ windowMs, toleranceMs }, index) => {
      const targetMs = this.nowMs - windowMs;
      const distanceMs = Math.abs(atMs - targetMs);
      if (distanceMs > toleranceMs) return;
      const best = references[index] ?? null;
      if (best === null || distanceMs < Math.abs(best.atMs - targetMs)) {
        references[index] = { coins, atMs };
      }
    });
  }
}
