/** Binance USD-M futures in the market: its API on both of its hosts, and the pages of its site. */
import type { World } from '../../world/world';
import type { MarketRequest, MarketVenue, OpenVenue } from '../venue';
import { PERPETUAL_DELIVERY_MS } from './contract';
import { ENDPOINTS } from './endpoints';
import { Listing } from './listing';
import { tradePage } from './pages';
import { trouble } from './trouble';

export const binance: MarketVenue = {
  id: 'binance',
  hosts: ['fapi.binance.com', 'www.binance.com'],
  limits: [
    { id: 'weight', units: 2400, windowMs: 60_000 },
    { id: 'futures-data', units: 1000, windowMs: 300_000 },
    { id: 'funding-info', units: 500, windowMs: 300_000 },
  ],
  open,
};

function open(world: World): OpenVenue {
  const listing = new Listing(world);
  return {
    charge: (request) => endpointOf(request)?.charge(request.query) ?? null,
    answer(request, nowMs, used) {
      const endpoint = endpointOf(request);
      // The CDN rejects a double slash as an attack.
      if (endpoint === null) return trouble(request.path.includes('//') ? 403 : 404, null, nowMs);
      const answer = endpoint.answer({ query: request.query, listing, nowMs });
      // Only paths with a weight state the used weight.
      if (endpoint.charge(request.query).limit === 'weight') {
        answer.headers['X-MBX-USED-WEIGHT-1M'] = String(used);
      }
      return answer;
    },
    trouble,
    page: (request, nowMs) =>
      request.host === 'www.binance.com' ? tradePage(request, listing, nowMs) : null,
    symbolOf: (asset) =>
      listing
        .at(PERPETUAL_DELIVERY_MS)
        .find((contract) => contract.asset === asset && contract.quoteAsset === 'USDT')?.symbol ??
      null,
  };
}

function endpointOf({ method, path }: MarketRequest) {
  return method === 'GET' ? (ENDPOINTS[path] ?? null) : null;
}
