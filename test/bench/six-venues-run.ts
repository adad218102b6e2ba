/**
 * From the bytes of one refresh of every venue to validated, compared and scored boards and their records; each venue's
 * part compared with a bare JSON.parse of the same bytes, and with ccxt.
 */
import type { PerpState, VenueBoard } from '../../lib/domain/board';
import type { OpenInterest } from '../../lib/domain/reading';
import { packBoard } from '../../lib/storage/codec';
import { packSnapshot } from '../../lib/history/store';
import type { HttpClient } from '../../lib/http/client';
import { withOpenInterest, mergeSnapshot } from '../../lib/refresh/prices';
import { scoredRows } from '../../lib/scoring/score';
import type { Listing, Venue } from '../../lib/venues/contract';
import { VENUES } from '../../lib/venues/registry';
import type { MarketCore } from '../market';
import { createMarket, marketFetch } from '../market';
import type { Figures } from './measure';
import { cpuMs, figure, ratio, timeMs } from './measure';
import { ccxtReading } from './six-venues-ccxt';

const RUNS = 25;
const WARM_UP = 10;
const AT_THE_VENUES = 3_500;
const UNIVERSE = { quoteAssets: ['USDT', 'USDC'], tokenised: true };
const signal = new AbortController().signal;
const decoder = new TextDecoder();

/** Bytes by request, as from the network. */
type Bodies = Map<string, Uint8Array>;

interface Recorded {
  venue: Venue;
  listing: Listing;
  /** Of one refresh, without the listing. */
  bodies: Bodies;
  http: HttpClient;
}

export async function runSixVenues(): Promise<Figures> {
  const core = newMarket();
  const all: Recorded[] = [];
  for (const venue of VENUES) all.push(await record(core, venue));
  let perpetuals = 0;
  const totals: number[] = [];
  for (let run = 0; run < RUNS + WARM_UP; run += 1) {
    perpetuals = 0;
    const took = await cpuMs(async () => {
      for (const each of all) perpetuals += pack(await refresh(each));
    });
    if (run >= WARM_UP) totals.push(took);
  }
  // The market lists fewer perpetuals than the venues do.
  const scaled = totals.map((tookMs) => (tookMs * AT_THE_VENUES) / perpetuals);
  return {
    'six-venues.refresh': figure(totals, 'ms'),
    'six-venues.perpetuals': figure([perpetuals], 'rows'),
    'six-venues.refresh-of-3500': figure(scaled, 'ms'),
  };
}

export async function runVenue(id: string): Promise<Figures> {
  const core = newMarket();
  const venue = VENUES.find((each) => each.id === id);
  if (venue === undefined) throw new Error(`There is no venue ${id}`);
  const each = await record(core, venue);
  const theirReading = await ccxtReading(core, id, each.listing.perps);
  const bare: number[] = [];
  const ours: number[] = [];
  const theirs: number[] = [];
  // Small answers are repeated, so that each figure is several milliseconds.
  const times = Math.ceil(2_000 / each.listing.perps.length);
  const repeated = (work: () => unknown) =>
    timeMs(async () => {
      for (let time = 0; time < times; time += 1) await work();
    });
  for (let run = 0; run < RUNS + WARM_UP; run += 1) {
    const bareMs = await repeated(() => [...each.bodies.values()].map(read));
    const oursMs = await repeated(() => refresh(each));
    const theirsMs = await repeated(theirReading);
    if (run < WARM_UP) continue;
    bare.push(bareMs / times);
    ours.push(oursMs / times);
    theirs.push(theirsMs / times);
  }
  const name = `six-venues.${id}`;
  return {
    [`${name}.ours`]: figure(ours, 'ms'),
    [`${name}.vs-json-parse`]: ratio(ours, bare),
    [`${name}.ccxt-vs-ours`]: ratio(theirs, ours),
  };
}

function newMarket(): MarketCore {
  return createMarket({ atMs: Date.UTC(2026, 2, 2, 12), speed: 0 });
}

function read(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes));
}

/** Runs the venue's own functions against the market once, and records every answer. */
async function record(core: MarketCore, venue: Venue): Promise<Recorded> {
  const bodies: Bodies = new Map();
  let asked = 0;
  const recording: HttpClient = async ({ url, body }) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    // Limits are per address.
    const response = await marketFetch(core, { client: String((asked += 1)) })(url, init);
    const bytes = new Uint8Array(await response.arrayBuffer());
    bodies.set(url, bytes);
    const { status, headers } = response;
    return { json: read(bytes), status, headers, sentAtMs: 0, receivedAtMs: 0 };
  };
  const listing = await venue.listing.fetch(recording, signal);
  bodies.clear();
  const headers = new Headers({ date: new Date(core.clock.now()).toUTCString() });
  const http: HttpClient = ({ url }) =>
    Promise.resolve({
      json: read(bodies.get(url) ?? new Uint8Array()),
      status: 200,
      headers,
      sentAtMs: 0,
      receivedAtMs: 0,
    });
  await venue.snapshot.fetch(recording, listing.perps, signal);
  for (const perp of venue.openInterest === null ? [] : listing.perps) {
    await venue.openInterest?.fetch(recording, perp, signal);
  }
  return { venue, listing, bodies, http };
}

/** Parses, merges, compares with the past, and scores. */
async function refresh({ venue, listing, http }: Recorded): Promise<VenueBoard> {
  const { perps } = listing;
  const snapshot = await venue.snapshot.fetch(http, perps, signal);
  const nowMs = snapshot.venueTimeMs ?? 0;
  const merged = mergeSnapshot([], perps, snapshot, UNIVERSE, nowMs);
  const compared = (perpState: PerpState, sample: OpenInterest | undefined) =>
    sample === undefined
      ? perpState
      : withOpenInterest(perpState, sample, [sample, sample, sample], nowMs);
  const source = venue.openInterest;
  // As in a refresh: open interest that came with the prices is used at once.
  const perpStates =
    source === null
      ? merged.map((each) => compared(each, snapshot.openInterest.get(each.perp.symbol)))
      : await Promise.all(
          merged.map(async (each) => compared(each, await source.fetch(http, each.perp, signal))),
        );
  const board: VenueBoard = { venue: venue.id, asOfMs: nowMs, perpStates };
  if (scoredRows([board]).length < perps.length - 5) throw new Error(`${venue.id} lost its rows`);
  return board;
}

/** The records of its board and of its history. */
function pack(board: VenueBoard): number {
  const symbols = board.perpStates.map(({ perp }) => perp.symbol);
  packBoard(board);
  packSnapshot(board, symbols);
  return symbols.length;
}
