/**
 * The embedded market: a simulated world that answers like the exchanges do, on loopback only, so that the real
 * extension can be run, tested and pictured without network access. Deterministic by seed and time.
 */
import { MarketClock } from './server/clock';
import type { Faults } from './server/faults';
import type { MarketFetch } from './server/in-process';
import { marketFetch } from './server/in-process';
import { MarketCore } from './server/market';
import type { RequestLog } from './server/request-log';
import type { SocketOptions, Sockets } from './server/sockets';
import { openSockets } from './server/sockets';
import { MARKET_VENUES } from './venues/registry';
import { tradingView } from './venues/tradingview';
import { createWorld } from './world/world';

export { marketFetch } from './server/in-process';
export type { MarketFetch } from './server/in-process';
export type { MarketClock } from './server/clock';
export type { FaultKind, Faults } from './server/faults';
export type { MarketCore } from './server/market';
export type { RequestLog } from './server/request-log';
export type { StoryKind } from './world/stories';

export interface CoreOptions {
  seed?: number;
  /** The market's start time, ms since 1970; now when absent. */
  atMs?: number;
  /** 0: the clock stands still; 1: real time. */
  speed?: number;
  /** Epoch of the stories, ms since 1970; the start time rounded down to the minute when absent. */
  epochMs?: number;
  latencyMs?: number;
}

export interface MarketOptions extends CoreOptions, SocketOptions {}

export interface Market extends Sockets {
  core: MarketCore;
  clock: MarketClock;
  faults: Faults;
  requests: RequestLog;
  /** Requests without sockets. */
  fetch: MarketFetch;
  /** Hosts that the market answers for. */
  hosts: string[];
}

const SEED = 20_260_301;
const MINUTE_MS = 60_000;

/** The market without sockets; request with `marketFetch(core)`. */
export function createMarket(options: CoreOptions = {}): MarketCore {
  const clock = new MarketClock(options.atMs ?? null, options.speed ?? 1);
  const epochMs = options.epochMs ?? Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS;
  const world = createWorld(options.seed ?? SEED, epochMs);
  const sites = [...MARKET_VENUES, tradingView];
  return new MarketCore(world, clock, sites, options.latencyMs);
}

export async function startMarket(options: MarketOptions = {}): Promise<Market> {
  const core = createMarket(options);
  const { clock, faults, log: requests, hosts } = core;
  const sockets = await openSockets(core, options);
  return { ...sockets, core, clock, faults, requests, hosts, fetch: marketFetch(core) };
}
