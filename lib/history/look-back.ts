/**
 * Open interest, or the price, at the start of each window: the nearest stored samples (see lib/domain/nearest.ts).
 * Open interest is from our own snapshots and the venue's history, prices from our snapshots alone.
 */
import type { DatedBy } from '../domain/input-list';
import type { WindowInput } from '../domain/inputs';
import { windowsOf } from '../domain/inputs';
import { isNearer } from '../domain/nearest';
import type { OpenInterest } from '../domain/reading';
import type { VenueId } from '../domain/venue';
import { cachedOpenInterest } from '../storage/backfill';
import { LOG_WIDTH, logOffset } from '../storage/codec';
import type { Database } from '../storage/database';
import { logOf } from '../storage/database';
import type { SnapshotRecord } from '../storage/records';
import { SLOT_MS } from '../domain/series';

/**
 * An earlier sample. Coins are null where only the price was known, the price where only the venue's history has it.
 */
export interface Reference {
  baseQty: number | null;
  markPrice?: number | null;
  /** On the exchange's clock. */
  atMs: number;
}

/** By window, in the order of `windowsOf`. */
export type References = readonly (Reference | null)[];

/** Our own samples are 5 minutes apart, so none is nearer than one within half of that. */
const NEAR_ENOUGH_MS = SLOT_MS / 2;

/** The symbols whose earlier open interest, or price, is looked up. */
export type LookBackSymbols = Readonly<Partial<Record<DatedBy, readonly string[]>>>;
export type LookBackResult = Readonly<Record<DatedBy, ReadonlyMap<string, References>>>;

const EMPTY: LookBackResult = { openInterest: new Map(), price: new Map() };

/**
 * Reads the log once for both. `nowMs` is on the exchange's clock, as all stored times of samples are.
 */
export async function lookBack(
  database: Database,
  venue: VenueId,
  { openInterest = [], price = [] }: LookBackSymbols,
  nowMs: number,
): Promise<LookBackResult> {
  if (openInterest.length + price.length === 0) return EMPTY;
  const index = (await database.symbols.get(venue))?.symbols ?? [];
  const ofOpenInterest = new Search(openInterest, index, nowMs);
  const ofPrice = new Search(price, index, nowMs, 'price');
  const searches = [ofOpenInterest, ofPrice].filter(({ found }) => found.size > 0);

  await offerOwn(
    ({ windows }) => windows,
    () => NEAR_ENOUGH_MS,
  );
  const unsure = ofOpenInterest.symbolsBeyond(NEAR_ENOUGH_MS);
  if (openInterest.length > 0) {
    const cached = await database.seeds.bulkGet(
      unsure.map((symbol): [string, string] => [venue, symbol]),
    );
    unsure.forEach((symbol, at) => ofOpenInterest.offer(symbol, cachedOpenInterest(cached[at])));
  }
  await offerOwn(
    (search) => search.windowsWithout(),
    ({ toleranceMs }) => toleranceMs,
  );
  return { openInterest: ofOpenInterest.found, price: ofPrice.found };

  /** Offers the refreshes at the start of each window to all searches that have the window. */
  async function offerOwn(
    windowsOfSearch: (search: Search) => readonly WindowInput[],
    marginOf: (window: WindowInput) => number,
  ): Promise<void> {
    const ranges = new Map<string, { fromMs: number; toMs: number; searches: Search[] }>();
    for (const search of searches) {
      for (const window of windowsOfSearch(search)) {
        const marginMs = marginOf(window) + SLOT_MS;
        const fromMs = nowMs - window.windowMs - marginMs;
        const toMs = fromMs + 2 * marginMs;
        const key = `${fromMs} ${toMs}`;
        const range = ranges.get(key) ?? { fromMs, toMs, searches: [] };
        ranges.set(key, { ...range, searches: [...range.searches, search] });
      }
    }
    for (const { fromMs, toMs, searches: offered } of ranges.values()) {
      for (const snapshot of await logOf(database, venue, fromMs, toMs + 1)) {
        for (const search of offered) search.offerSnapshot(snapshot);
      }
    }
  }
}

const COINS = logOffset('baseQty');
const AGE = logOffset('openInterestAgeS');
const MARK = logOffset('markPrice');

type Found = (Reference | null)[];

/** The best sample so far for every symbol and window. */
export class Search {
  readonly windows: readonly WindowInput[];
  readonly found = new Map<string, Found>();
  private readonly rows: [from: number, found: Found][] = [];

  constructor(
    symbols: readonly string[],
    index: readonly string[],
    private readonly nowMs: number,
    private readonly of: DatedBy = 'openInterest',
  ) {
    this.windows = windowsOf(of);
    const rowOf = new Map(index.map((symbol, row) => [symbol, row]));
    for (const symbol of symbols) {
      const found: Found = this.windows.map(() => null);
      this.found.set(symbol, found);
      const row = rowOf.get(symbol);
      if (row !== undefined) this.rows.push([row * LOG_WIDTH, found]);
    }
  }

  offerSnapshot({ values, atMs }: SnapshotRecord): void {
    for (const [from, found] of this.rows) {
      const baseQty = numberOr(values[from + COINS]);
      const markPrice = numberOr(values[from + MARK]);
      const ageS = values[from + AGE] ?? Number.NaN;
      if (this.of === 'price') {
        if (markPrice !== null) this.compare(found, { baseQty, markPrice, atMs });
      } else if (baseQty !== null) {
        this.compare(found, { baseQty, markPrice, atMs: atMs - ageS * 1000 });
      }
    }
  }

  offer(symbol: string, samples: Iterable<OpenInterest>): void {
    const found = this.found.get(symbol);
    if (found === undefined) return;
    for (const { baseQty, atMs } of samples) {
      if (!Number.isNaN(baseQty)) this.compare(found, { baseQty, markPrice: null, atMs });
    }
  }

  /** Symbols with a window whose best sample is missing or further off than `distanceMs`. */
  symbolsBeyond(distanceMs: number): string[] {
    const isBeyond = (references: References) =>
      this.windows.some(({ windowMs }, index) => {
        const best = references[index] ?? null;
        return best === null || Math.abs(best.atMs - (this.nowMs - windowMs)) > distanceMs;
      });
    return [...this.found].filter(([, found]) => isBeyond(found)).map(([symbol]) => symbol);
  }

  windowsWithout(): WindowInput[] {
    const all = [...this.found.values()];
    return this.windows.filter((_, index) => all.some((references) => references[index] === null));
  }

  private compare(found: Found, sample: Reference): void {
    this.windows.forEach(({ windowMs, toleranceMs }, index) => {
      const bestAtMs = found[index]?.atMs ?? null;
      if (isNearer(sample.atMs, bestAtMs, this.nowMs - windowMs, toleranceMs)) {
        found[index] = sample;
      }
    });
  }
}

function numberOr(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
