/** A short way to request from this venue of a frozen market. */
import type { CoreOptions } from '../../market';
import { createMarket, marketFetch } from '../../market';
import type { Row } from './ask';
import { asRow, asRows, MIDNIGHT_MS } from './ask';

export function openVenue(options: CoreOptions = {}, host = 'api.bybit.com') {
  const core = createMarket({ atMs: MIDNIGHT_MS, speed: 0, ...options });
  const fetch = marketFetch(core);
  const get = (path: string): Promise<Response> => fetch(`https://${host}/v5/market/${path}`);
  const body = async (path: string): Promise<Row> => asRow(await (await get(path)).json());
  const result = async (path: string): Promise<Row> => asRow((await body(path))['result']);
  const rows = async (path: string): Promise<Row[]> => asRows((await result(path))['list']);
  return { core, fetch, get, body, result, rows };
}

export const historyPath = (symbol: string, interval: string, limit: number) =>
  `open-interest?category=linear&symbol=${symbol}&intervalTime=${interval}&limit=${limit}`;
