/** The simulated venue at a fixed round time, and short ways to request from it. */
import { expect } from 'vitest';
import type { CoreOptions } from '../../market';
import { createMarket, marketFetch } from '../../market';
import type { Row } from './ask';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

const API = 'https://api.bitget.com/api';

export const INSTRUMENTS = 'v3/market/instruments';
export const CONTRACTS = 'v2/mix/market/contracts';
export const TICKERS = 'v2/mix/market/tickers';
export const FUNDING = 'v2/mix/market/current-fund-rate';

export function openVenue(options: CoreOptions = {}) {
  const core = createMarket({ atMs: MIDNIGHT_MS, speed: 0, ...options });
  const fetch = marketFetch(core);
  const get = (path: string): Promise<Response> => fetch(`${API}/${path}`);
  const data = async (path: string): Promise<unknown> => {
    const body = asRow(await (await get(path)).json());
    expect(body).toMatchObject({ code: '00000', msg: 'success', requestTime: core.clock.now() });
    return body['data'];
  };
  const rows = async (path: string): Promise<Row[]> => asRows(await data(path));
  const of = (path: string, product = 'USDT') =>
    rows(`${path}?${path.startsWith('v3') ? 'category' : 'productType'}=${product}-FUTURES`);
  const bySymbol = async (path: string, product = 'USDT') =>
    new Map((await of(path, product)).map((row) => [String(row['symbol']), row]));
  return { core, fetch, get, data, rows, of, bySymbol };
}
