/** Bybit in the market: its API on all of its hosts, and the pages of its sites. */
import type { World } from '../../world/world';
import type { MarketRequest, MarketVenue, OpenVenue } from '../venue';
import { ENDPOINTS } from './endpoints';
import { Listing } from './listing';
import { tradePage } from './pages';
import { trouble } from './trouble';

const DOMAINS = [
  'bybit.com',
  'bybitglobal.com',
  'bybit.nl',
  'bybit.eu',
  'bybit.tr',
  'bybit-tr.com',
  'bybit.kz',
  'bybit.ae',
  'bybit.id',
  'bybitgeorgia.ge',
];
const SITES = DOMAINS.map((domain) => `www.${domain}`);
const LIMIT = { id: 'requests', units: 600, windowMs: 5_000, banMs: 600_000 };

export const bybit: MarketVenue = {
  id: 'bybit',
  hosts: [
    ...SITES,
    ...DOMAINS.map((domain) => `api.${domain}`),
    'api.bytick.com',
    'api.bybick.com',
    'api.manepa.jp',
  ],
  limits: [LIMIT],
  open,
};

function open(world: World): OpenVenue {
  const listing = new Listing(world);
  return {
    charge: (request) => (endpointOf(request) ? { limit: LIMIT.id, units: 1 } : null),
    answer(request, nowMs, used) {
      const endpoint = endpointOf(request);
      if (endpoint === null) return trouble(404, null, nowMs);
      const answer = endpoint({ query: request.query, listing, nowMs });
      answer.headers['X-Bapi-Limit'] = String(LIMIT.units);
      answer.headers['X-Bapi-Limit-Status'] = String(LIMIT.units - used);
      answer.headers['X-Bapi-Limit-Reset-Timestamp'] = String(nowMs);
      return answer;
    },
    trouble,
    page: (request, nowMs) =>
      SITES.includes(request.host) ? tradePage(request, listing, nowMs) : null,
    symbolOf: (asset) =>
      listing
        .at(Date.UTC(2099, 0))
        .find((each) => each.asset === asset && each.quoteCoin === 'USDT')?.symbol ?? null,
  };
}

function endpointOf({ method, host, path }: MarketRequest) {
  return method === 'GET' && host.startsWith('api.') ? (ENDPOINTS[path] ?? null) : null;
}
