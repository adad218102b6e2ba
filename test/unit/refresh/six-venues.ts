/** The refreshes of all venues against the market, in parallel as in the worker, with one database. */
import type { Table } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { VenueBoard } from '../../../lib/domain/board';
import type { Series } from '../../../lib/domain/series';
import type { VenueId } from '../../../lib/domain/venue';
import { Database } from '../../../lib/storage/database';
import type { Stored, VenueStore } from '../../../lib/history/store';
import { createVenueStore } from '../../../lib/history/store';
import { readSeries } from '../../../lib/history/series';
import type { HttpClient } from '../../../lib/http/client';
import { createHttpClient } from '../../../lib/http/client';
import type { RefreshContext } from '../../../lib/refresh/context';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import type { Venue } from '../../../lib/venues/contract';
import { VENUES } from '../../../lib/venues/registry';
import type { MarketCore } from '../../market';
import { marketFetch } from '../../market';
import { refreshContext } from '../../tools/refresh-context';
import { VENUE_STATE } from '../../../lib/refresh/state';
import type { VenueState } from '../../../lib/refresh/state';

/** All records by table. */
export type Tables = Readonly<Record<string, readonly { venue: string }[]>>;

/** NaN is missing. */
export interface Sample {
  atMs: number;
  baseQty: number;
  markPrice: number;
  fundingRate: number;
  source: number;
}

export class SixVenues {
  private readonly store: VenueStore<VenueState>;
  universe = DEFAULT_SETTINGS.universe;
  periodMinutes = 5;
  /** Neither our own limits nor the venues' apply, so the clock can stand still. */
  isUnlimited = false;
  private asked = 0;
  /** Changes the headers of each answer. */
  changeHeaders: ((headers: Headers) => void) | null = null;
  /** A venue that never answers, and its timeout in real time. */
  impatientWith: { venue: string; timeoutMs: number } | null = null;

  constructor(
    readonly core: MarketCore,
    private readonly database = new Database('six', { indexedDB: new IDBFactory(), IDBKeyRange }),
  ) {
    const { clock } = core;
    const store = createVenueStore(database, VENUE_STATE);
    // Six venues wait for one database: the clock must not take them for asleep.
    this.store = {
      load: (...given) => clock.hold(store.load(...given)),
      commit: (...given) => clock.hold(store.commit(...given)),
      lookBack: (...given) => clock.hold(store.lookBack(...given)),
      collecting: (...given) => clock.hold(store.collecting(...given)),
      gaps: (...given) => clock.hold(store.gaps(...given)),
      addBackFilled: (...given) => clock.hold(store.addBackFilled(...given)),
      maintain: (...given) => clock.hold(store.maintain(...given)),
    };
  }

  context(venue: Venue): RefreshContext {
    const { clock } = this.core;
    return refreshContext({
      venue: this.isUnlimited ? { ...venue, budgets: [] } : venue,
      store: this.store,
      http: this.http,
      now: () => clock.now(),
      sleep: (ms, signal) => clock.sleep(ms, signal),
      universe: this.universe,
      periodMinutes: this.periodMinutes,
    });
  }

  /** One refresh of each venue. Returns when to resume, by venue. */
  async refresh(venues: readonly Venue[] = VENUES): Promise<Map<string, number | null>> {
    const outcomes = venues.map(async (venue) => {
      const { resumeAtMs } = await refreshVenue(this.context(venue), { force: false });
      return [venue.id, resumeAtMs] as const;
    });
    return new Map(await this.core.clock.run(Promise.all(outcomes)));
  }

  /** Refreshes like the alarms would, each venue by its own times, until `endMs`. */
  async live(endMs: number, venues: readonly Venue[] = VENUES): Promise<void> {
    const { clock } = this.core;
    const lives = venues.map(async (venue) => {
      while (clock.now() < endMs) {
        const startedMs = clock.now();
        const { resumeAtMs } = await refreshVenue(this.context(venue), { force: false });
        const nextMs = startedMs + this.periodMinutes * 60_000;
        // An alarm fires after half a minute at the earliest.
        const dueMs = Math.max(Math.min(resumeAtMs ?? nextMs, nextMs), clock.now() + 30_000);
        await clock.sleep(Math.min(dueMs, endMs) - clock.now());
      }
    });
    await clock.run(Promise.all(lives));
  }

  stored(venue: string): Promise<Stored<VenueState>> {
    return this.store.load(venue);
  }

  async board(venue: string): Promise<VenueBoard> {
    const { board } = await this.stored(venue);
    if (board === null) throw new Error(`${venue} has no board`);
    return board;
  }

  /** A symbol's whole history. */
  series(venue: VenueId, symbol: string): Promise<Series> {
    return readSeries(this.database, venue, symbol, 0, this.core.clock.now());
  }

  /** As samples, with the values that a venue's history has. */
  async samples(venue: VenueId, symbol: string): Promise<Sample[]> {
    const series = await this.series(venue, symbol);
    const at = (column: Float64Array | Uint8Array, index: number) => column[index] ?? Number.NaN;
    return [...series.atMs].map((atMs, index) => ({
      atMs,
      baseQty: at(series.baseQty, index),
      markPrice: at(series.markPrice, index),
      fundingRate: at(series.fundingRate, index),
      source: at(series.source, index),
    }));
  }

  async tables(): Promise<Tables> {
    const tables = this.database.tables.map(async (table: Table<{ venue: string }>) => {
      return [table.name, await table.toArray()] as const;
    });
    return Object.fromEntries(await Promise.all(tables));
  }

  /** Fills the database with another simulation's records. */
  async fill(tables: Tables): Promise<void> {
    for (const table of this.database.tables) await table.bulkPut([...(tables[table.name] ?? [])]);
  }

  close(): void {
    this.database.close();
  }

  private get http(): HttpClient {
    const { core, isUnlimited } = this;
    // Limits are per address.
    const client = () => (isUnlimited ? String((this.asked += 1)) : 'six');
    const http = createHttpClient({
      fetch: async (url, init) => {
        const response = await marketFetch(core, { client: client() })(url, init);
        this.changeHeaders?.(response.headers);
        return response;
      },
      now: () => core.clock.now(),
    });
    return (request, signal) => {
      const own = this.impatientWith;
      return http(own?.venue === request.venue ? { ...request, ...own } : request, signal);
    };
  }
}
