/**
 * What open interest was 1 h, 4 h and 24 h ago: the stored sample nearest to each moment, from our own snapshots and
 * from the venue's remembered history. Nothing is interpolated, and a sample beyond the window's tolerance is none.
 */
import { OI_WINDOWS } from '../domain/inputs';
import type { OpenInterest } from '../domain/reading';
import type { VenueId } from '../domain/venue';
import { cachedOpenInterest } from '../storage/backfill';
import { LOG_WIDTH, logOffset } from '../storage/codec';
import type { Database } from '../storage/database';
import { logOf } from '../storage/database';
import type { SnapshotRecord } from '../storage/records';
import { SLOT_MS } from '../storage/records';

/** A sample of before; its price where our own snapshot has it. */
export interface Reference extends OpenInterest {
  markPrice?: number | null;
}

/** By window, in the order of OI_WINDOWS. */
export type References = readonly (Reference | null)[];

/** Our own samples are 5 minutes apart, so one within half of that is the nearest there can be. */
const NEAR_ENOUGH_MS = SLOT_MS / 2;

/** `nowMs` is on the exchange's clock, as all stored times of samples are. */
export async function lookBack(
  database: Database,
  venue: VenueId,
  symbols: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, References>> {
  if (symbols.length === 0) return new Map();
  const search = new Search(symbols, (await database.symbols.get(venue))?.symbols ?? [], nowMs);

  await offerOwn(OI_WINDOWS, () => NEAR_ENOUGH_MS);
  const unsure = search.symbolsBeyond(NEAR_ENOUGH_MS);
  const seeds = await database.seeds.bulkGet(
    unsure.map((symbol): [string, string] => [venue, symbol]),
  );
  unsure.forEach((symbol, index) => search.offer(symbol, cachedOpenInterest(seeds[index])));
  await offerOwn(search.windowsWithout(), ({ toleranceMs }) => toleranceMs);
  return search.found;

  async function offerOwn(
    windows: readonly Window[],
    marginOf: (window: Window) => number,
  ): Promise<void> {
    for (const window of windows) {
      const marginMs = marginOf(window) + SLOT_MS;
      const fromMs = nowMs - window.windowMs - marginMs;
      const toMs = fromMs + 2 * marginMs;
      for (const snapshot of await logOf(database, venue, fromMs, toMs + 1)) {
        search.offerSnapshot(snapshot);
      }
    }
  }
}

const COINS = logOffset('coins');
const AGE = logOffset('openInterestAgeS');
const MARK = logOffset('markPrice');

type Window = (typeof OI_WINDOWS)[number];
type Found = (Reference | null)[];

/** The best sample so far for every symbol and window. */
export class Search {
  readonly found = new Map<string, Found>();
  private readonly rows: [from: number, found: Found][] = [];

  constructor(
    symbols: readonly string[],
    index: readonly string[],
    private readonly nowMs: number,
  ) {
    const rowOf = new Map(index.map((symbol, row) => [symbol, row]));
    for (const symbol of symbols) {
      const found: Found = OI_WINDOWS.map(() => null);
      this.found.set(symbol, found);
      const row = rowOf.get(symbol);
      if (row !== undefined) this.rows.push([row * LOG_WIDTH, found]);
    }
  }

  offerSnapshot({ values, atMs }: SnapshotRecord): void {
    for (const [from, found] of this.rows) {
      const ageS = values[from + AGE] ?? Number.NaN;
      const coins = values[from + COINS] ?? Number.NaN;
      this.compare(found, coins, atMs - ageS * 1000, values[from + MARK]);
    }
  }

  offer(symbol: string, samples: Iterable<OpenInterest>): void {
    const found = this.found.get(symbol);
    if (found === undefined) return;
    for (const { coins, atMs } of samples) this.compare(found, coins, atMs);
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

  private compare(found: Found, coins: number, atMs: number, price = Number.NaN): void {
    if (Number.isNaN(coins) || Number.isNaN(atMs)) return;
    const markPrice = Number.isNaN(price) ? null : price;
    OI_WINDOWS.forEach(({ windowMs, toleranceMs }, index) => {
      const targetMs = this.nowMs - windowMs;
      const distanceMs = Math.abs(atMs - targetMs);
      if (distanceMs > toleranceMs) return;
      const best = found[index] ?? null;
      if (best === null || distanceMs < Math.abs(best.atMs - targetMs)) {
        found[index] = { coins, atMs, markPrice };
      }
    });
  }
}
