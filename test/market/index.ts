/**
 * The embedded market: a world of its own that answers as the exchanges do, on loopback only, so that the real
 * extension can be run, tested and pictured without asking anybody. The same seed and time give the same world.
 */
import { MarketClock } from './server/clock';
import { MarketCore } from './server/market';
import type { SocketOptions, Sockets } from './server/sockets';
import { openSockets } from './server/sockets';
import { MARKET_VENUES } from './venues/registry';
import { createWorld } from './world/world';

export interface MarketOptions extends SocketOptions {
  seed?: number;
  /** When the market begins, ms since 1970; now when absent. */
  atMs?: number;
  /** 0 stands still, 1 is real time. */
  speed?: number;
}

export interface Market extends Sockets {
  core: MarketCore;
  /** Hosts that the market answers for. */
  hosts: string[];
}

const SEED = 20_260_301;
const STEP_MS = 300_000;

export function createMarket(
  options: Pick<MarketOptions, 'seed' | 'atMs' | 'speed'> = {},
): MarketCore {
  const clock = new MarketClock(options.atMs ?? null, options.speed ?? 1);
  const epochMs = Math.floor(clock.now() / STEP_MS) * STEP_MS;
  return new MarketCore(createWorld(options.seed ?? SEED, epochMs), clock, MARKET_VENUES);
}

export async function startMarket(options: MarketOptions = {}): Promise<Market> {
  const core = createMarket(options);
  const sockets = await openSockets(core, options);
  return { ...sockets, core, hosts: core.hosts };
}

/** A `fetch` that asks the market in this process, without sockets. */
export function marketFetch(core: MarketCore) {
  return async (url: string, init: RequestInit = {}): Promise<Response> => {
    init.signal?.throwIfAborted();
    const { host, pathname, searchParams } = new URL(url);
    const { answer } = core.answer({
      method: init.method ?? 'GET',
      host,
      path: decodeURIComponent(pathname),
      query: searchParams,
      body: typeof init.body === 'string' ? init.body : '',
      client: 'in-process',
    });
    return Promise.resolve(new Response(answer.body, answer));
  };
}
