/** OKX in the market: its API on all of its hosts, and the pages of its sites. */
import type { World } from '../../world/world';
import type { MarketRequest, MarketVenue, OpenVenue } from '../venue';
import { endpointAt, LIMITS } from './endpoints';
import { Listing } from './listing';
import { tradePage } from './pages';
import { trouble } from './trouble';

const SITES = ['www.okx.com', 'my.okx.com', 'app.okx.com', 'tr.okx.com', 'hk.okx.com'];

export const okx: MarketVenue = {
  id: 'okx',
  hosts: [...SITES, 'openapi.okx.com', 'eea.okx.com', 'us.okx.com'],
  limits: LIMITS,
  open,
};

function open(world: World): OpenVenue {
  const listing = new Listing(world);
  return {
    charge(request) {
      const found = callOf(request);
      return found && { limit: found.limit, units: 1 };
    },
    answer(request, nowMs) {
      const found = callOf(request);
      if (found === null) return trouble(404);
      return found.endpoint.answer({ query: request.query, listing, nowMs });
    },
    trouble,
    page: (request, nowMs) =>
      SITES.includes(request.host) && !request.path.startsWith('/api/')
        ? tradePage(request, listing, nowMs)
        : null,
    symbolOf: (asset) =>
      listing
        .at(world.epochMs)
        .find((each) => each.asset === asset && each.instId === `${asset}-USDT-SWAP`)?.instId ??
      null,
  };
}

function callOf({ method, path }: MarketRequest) {
  return method === 'GET' ? endpointAt(path) : null;
}
