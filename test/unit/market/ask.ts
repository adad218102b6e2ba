/** A market at a fixed round time, and a short way to request from it. */
import type { CoreOptions, MarketCore } from '../../market';
import { createMarket, marketFetch } from '../../market';

/** On a boundary of every period, also of a day. */
export const MIDNIGHT_MS = Date.UTC(2026, 2, 2);
export const FAPI = 'https://fapi.binance.com';

export type Row = Record<string, unknown>;

export interface Asked {
  core: MarketCore;
  get: (path: string) => Promise<Response>;
  /** The rows of a list; throws when it is no list. */
  rows: (path: string) => Promise<Row[]>;
  row: (path: string) => Promise<Row>;
}

export function openMarket(options: CoreOptions = {}): Asked {
  const core = createMarket({ atMs: MIDNIGHT_MS, speed: 0, ...options });
  const ask = marketFetch(core);
  const get = (path: string): Promise<Response> => ask(FAPI + path);
  const json = async (path: string): Promise<unknown> => (await get(path)).json();
  return {
    core,
    get,
    rows: async (path) => asRows(await json(path)),
    row: async (path) => asRow(await json(path)),
  };
}

export function asRow(value: unknown): Row {
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return { ...value };
}

export function asRows(value: unknown): Row[] {
  if (!Array.isArray(value)) throw new Error('not a list');
  return value.map(asRow);
}

export function historyPath(symbol: string, period: string, limit: number): string {
  const query = new URLSearchParams({ symbol, period, limit: String(limit) });
  return `/futures/data/openInterestHist?${query.toString()}`;
}
