/** A venue's refresh against scripted answers, with a clock that the test moves. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { vi } from 'vitest';
import type { PerpState } from '../../../lib/domain/board';
import type { VenueState } from '../../../lib/refresh/state';
import { Database } from '../../../lib/storage/database';
import { createVenueStore } from '../../../lib/history/store';
import { venueStatus } from '../../../lib/board/venue-status';
import { createHttpClient } from '../../../lib/http/client';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import { scoreAll } from '../../../lib/scoring/score';
import type { Venue } from '../../../lib/venues/contract';
import { refreshContext } from '../../tools/refresh-context';
import { VENUE_STATE } from '../../../lib/refresh/state';

export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;
/** Midnight of a day without a clock change. */
export const DAY_MS = Date.UTC(2026, 2, 10);

/** JSON for a path, or a status for an error. */
export type Answer = (path: string, query: URLSearchParams, atMs: number) => unknown;

export class Refused {
  constructor(readonly status: number) {}
}

export class Written {
  readonly asked: string[] = [];
  private readonly database = new Database('written', { indexedDB: new IDBFactory(), IDBKeyRange });
  readonly store = createVenueStore(this.database, VENUE_STATE);

  constructor(
    private readonly venue: Venue,
    public nowMs: number,
    private readonly answer: Answer,
  ) {}

  async refresh(): Promise<number | null> {
    vi.stubGlobal('IDBKeyRange', IDBKeyRange);
    vi.useFakeTimers({ now: this.nowMs, toFake: ['Date'] });
    try {
      const context = refreshContext({
        venue: this.venue,
        store: this.store,
        http: this.http,
        now: () => this.nowMs,
        sleep: (ms) => {
          this.nowMs += ms;
          return Promise.resolve();
        },
      });
      const { resumeAtMs } = await refreshVenue(context, { force: false });
      return resumeAtMs;
    } finally {
      vi.useRealTimers();
    }
  }

  /**
   * A refresh every five minutes until then, the last one at that time. Returns the results of `see`, without
   * repetitions.
   */
  async live<T>(untilMs: number, see: () => Promise<T>): Promise<T[]> {
    const seen: T[] = [];
    for (;;) {
      const startedMs = this.nowMs;
      await this.refresh();
      const said = await see();
      if (JSON.stringify(said) !== JSON.stringify(seen.at(-1))) seen.push(said);
      if (startedMs >= untilMs) return seen;
      this.nowMs = startedMs + 5 * MINUTE_MS;
    }
  }

  async perpState(symbol: string): Promise<PerpState> {
    const { board } = await this.store.load(this.venue.id);
    const found = board?.perpStates.find(({ perp }) => perp.symbol === symbol);
    if (found === undefined) throw new Error(`${symbol} is not on the board`);
    return found;
  }

  /** Classic, signed. */
  async scoreOf(symbol: string): Promise<number> {
    const { score, raw } = scoreAll((await this.perpState(symbol)).inputs).classic;
    return raw < 0 ? -score : score;
  }

  async state(): Promise<VenueState> {
    return (await this.store.load(this.venue.id)).state;
  }

  async setAside(): Promise<number | undefined> {
    const { state, board } = await this.store.load(this.venue.id);
    return venueStatus(state, board, this.nowMs).setAside;
  }

  private readonly http = createHttpClient({
    now: () => this.nowMs,
    fetch: (url) => {
      const { pathname, searchParams } = new URL(url);
      this.asked.push(pathname);
      const said = this.answer(pathname, searchParams, this.nowMs);
      const headers = { date: new Date(this.nowMs).toUTCString() };
      const response =
        said instanceof Refused
          ? new Response('{}', { status: said.status, headers })
          : new Response(JSON.stringify(said), { headers });
      return Promise.resolve(response);
    },
  });
}
