/** A venue with many symbols, a clock that moves with waits and requests, and the real store and refresh. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Database } from '../../../lib/storage/database';
import type { VenueStore } from '../../../lib/history/store';
import { createVenueStore } from '../../../lib/history/store';
import type { TroubleKind } from '../../../lib/domain/venue-status';
import { VenueError } from '../../../lib/http/venue-error';
import type { RefreshContext } from '../../../lib/refresh/context';
import { refreshVenue } from '../../../lib/refresh/refresh-venue';
import type { Page, Venue } from '../../../lib/venues/contract';
import { binance } from '../../../lib/venues/binance';
import { refreshContext } from '../../tools/refresh-context';
import { weighedValues } from '../scoring/inputs-of';
import { VENUE_STATE } from '../../../lib/refresh/state';
import type { VenueState } from '../../../lib/refresh/state';

/** One answer over a connection that six requests share. */
const ANSWER_MS = 30;
const START_MS = 1_790_000_000_000;

export interface Request {
  kind: 'listing' | 'snapshot' | 'openInterest' | 'history' | 'past';
  symbol?: string;
  /** For requests of past values. */
  page?: Page;
  atMs: number;
}

export interface Fault {
  kind: TroubleKind;
  retryAfterMs?: number;
}

export function symbolAt(index: number): string {
  return `S${String(index).padStart(3, '0')}USDT`;
}

/** Open interest grows by ten coins an hour, the same for every symbol; at the turn of 2026 it was 1,000. */
export function coinsAt(atMs: number): number {
  return 1000 + ((atMs - Date.UTC(2026, 0)) / 3_600_000) * 10;
}

/** As the venue states them: 5 minutes apart. */
export function samplesOf(fromMs: number, toMs: number) {
  const samples = [];
  for (let atMs = Math.ceil(fromMs / 300_000) * 300_000; atMs < toMs; atMs += 300_000) {
    samples.push({ atMs, baseQty: coinsAt(atMs) });
  }
  return samples;
}

export class Simulation {
  nowMs: number;
  readonly requests: Request[] = [];
  readonly database = new Database('simulation', { indexedDB: new IDBFactory(), IDBKeyRange });
  store: VenueStore<VenueState> = createVenueStore(this.database, VENUE_STATE);
  fault: (request: Request) => Fault | null = () => null;
  first = new Set<string>();
  /** Symbols of which the venue has at most a day of history. */
  forgotten = new Set<string>();
  historyDays = 30;
  periodMinutes = 5;
  announced = 0;
  venue: Venue;

  /** `sends`: whether open interest comes one by one or with the prices, and whether there is a history endpoint. */
  constructor(
    readonly size: number,
    readonly sends: { inBulk: boolean; past: boolean } = { inBulk: false, past: true },
    private readonly startMs = START_MS,
  ) {
    this.nowMs = startMs;
    this.venue = this.makeVenue();
  }

  context(change: Partial<RefreshContext> = {}): RefreshContext {
    return refreshContext({
      venue: this.venue,
      store: this.store,
      http: () => Promise.reject(new Error('the simulated venue sends no requests')),
      now: () => this.nowMs,
      sleep: (ms) => {
        this.nowMs += ms;
        return Promise.resolve();
      },
      periodMinutes: this.periodMinutes,
      historyDays: this.historyDays,
      firstSymbols: () => Promise.resolve(this.first),
      announce: () => {
        this.announced += 1;
        return Promise.resolve();
      },
      ...change,
    });
  }

  refresh(options = { force: false }) {
    return refreshVenue(this.context(), options);
  }

  /** Refreshes like the alarms would, until `untilMs` after the start. */
  async live(untilMs: number): Promise<void> {
    const endMs = this.startMs + untilMs;
    while (this.nowMs < endMs) {
      const startedMs = this.nowMs;
      const { resumeAtMs } = await this.refresh();
      const nextMs = startedMs + this.periodMinutes * 60_000;
      const dueMs = Math.min(resumeAtMs ?? nextMs, nextMs);
      this.nowMs = Math.max(this.nowMs + 1, Math.min(dueMs, endMs));
    }
  }

  stored() {
    return this.store.load('binance');
  }

  /** How many symbols have all inputs of their scores. */
  async complete(): Promise<number> {
    const { board } = await this.stored();
    return (board?.perpStates ?? []).filter(({ inputs }) =>
      weighedValues(inputs).every((value) => value !== null),
    ).length;
  }

  private answer<T>(request: Omit<Request, 'atMs'>, make: () => T): Promise<T> {
    this.nowMs += ANSWER_MS;
    const full = { ...request, atMs: this.nowMs };
    this.requests.push(full);
    const fault = this.fault(full);
    if (fault === null) return Promise.resolve(make());
    const site = { venue: 'binance', endpoint: request.kind };
    return Promise.reject(
      new VenueError(site, fault.kind, 'simulated', { retryAfterMs: fault.retryAfterMs ?? null }),
    );
  }

  private makeVenue(): Venue {
    const symbols = Array.from({ length: this.size }, (_, index) => symbolAt(index));
    return {
      ...binance,
      listing: {
        cost: binance.listing.cost,
        fetch: () =>
          this.answer({ kind: 'listing' }, () => ({
            perps: symbols.map((symbol) => ({
              symbol,
              baseAsset: symbol.slice(0, -4),
              quoteAsset: 'USDT',
              assetClass: 'crypto',
              listedAtMs: null,
              fundingPeriodHours: 8,
              coinsPerContract: 1,
            })),
            errors: [],
            droppedRows: 0,
          })),
      },
      snapshot: {
        cost: binance.snapshot.cost,
        fetch: (_http, perps) =>
          this.answer({ kind: 'snapshot' }, () => ({
            readings: perps.map(({ symbol, fundingPeriodHours }, index) => ({
              symbol,
              markPrice: 100.1,
              indexPrice: 100,
              fundingRate: 0.0001,
              fundingPeriodHours,
              nextFundingAtMs: null,
              quoteVolume24h: 1e6 - index,
              pricedAtMs: this.nowMs,
            })),
            openInterest: new Map(
              (this.sends.inBulk ? perps : []).map(({ symbol }) => {
                return [symbol, { baseQty: coinsAt(this.nowMs), atMs: this.nowMs }];
              }),
            ),
            settled: [],
            venueTimeMs: this.nowMs,
            errors: [],
            droppedRows: 0,
          })),
      },
      openInterest: this.sends.inBulk
        ? null
        : {
            cost: { weight: 1 },
            fetch: (_http, { symbol }) =>
              this.answer({ kind: 'openInterest', symbol }, () => ({
                baseQty: coinsAt(this.nowMs),
                atMs: this.nowMs,
              })),
          },
      openInterestHistory: !this.sends.past
        ? null
        : {
            cost: { 'futures-data': 1 },
            // The venue keeps 30 days and rejects a page that begins earlier.
            retentionMs: 719 * 3_600_000,
            pageMs: 500 * 300_000,
            fetch: (_http, { symbol }, _signal, page) =>
              page === undefined
                ? this.answer({ kind: 'history', symbol }, () => {
                    const newestMs = Math.floor(this.nowMs / 300_000) * 300_000;
                    return samplesOf(newestMs - 288 * 300_000, newestMs + 1);
                  })
                : this.answer({ kind: 'past', symbol, page }, () =>
                    this.forgotten.has(symbol) ? [] : samplesOf(page.fromMs, page.toMs),
                  ),
          },
    };
  }
}

export { START_MS };
