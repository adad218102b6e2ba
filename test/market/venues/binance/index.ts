/** Binance USD-M futures as the market plays it: its API on both of its hosts, and the pages of its site. */
import { jsonAnswer } from '../venue';
import type { MarketVenue } from '../venue';
import { ENDPOINTS } from './endpoints';
import { tradePage } from './pages';

export const binance: MarketVenue = {
  id: 'binance',
  hosts: ['fapi.binance.com', 'www.binance.com'],
  limits: [
    { id: 'weight', units: 2400, windowMs: 60_000 },
    { id: 'futures-data', units: 1000, windowMs: 300_000 },
    { id: 'funding-info', units: 500, windowMs: 300_000 },
  ],
  charge: ({ path, query }) => ENDPOINTS[path]?.charge(query) ?? null,
  answer(request, world, nowMs, used) {
    const endpoint = ENDPOINTS[request.path];
    if (endpoint === undefined) return jsonAnswer({ code: -5000, msg: 'Path not found.' }, 404);
    const answer = endpoint.answer({ request, world, nowMs });
    const isWeighed = endpoint.charge(request.query).limit === 'weight';
    if (isWeighed) answer.headers['x-mbx-used-weight-1m'] = String(used);
    return answer;
  },
  refuse(_limit, isBan, retryAfterS, nowMs) {
    const until = nowMs + retryAfterS * 1000;
    const msg = isBan ? `IP banned until ${until}: the limit was exceeded.` : 'Too many requests.';
    return jsonAnswer({ code: -1003, msg }, isBan ? 418 : 429, {
      'retry-after': String(retryAfterS),
    });
  },
  page: (request, world, nowMs) =>
    request.host === 'www.binance.com' ? tradePage(request, world, nowMs) : null,
};
