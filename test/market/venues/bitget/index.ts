/** Bitget in the market: its API, and the pages of its site. */
import type { World } from '../../world/world';
import type { MarketRequest, MarketVenue, OpenVenue } from '../venue';
import { endpointAt, LIMITS } from './endpoints';
import { Listing } from './listing';
import { tradePage } from './pages';
import { trouble } from './trouble';

const API = 'api.bitget.com';
const PER_SECOND = 20;

export const bitget: MarketVenue = {
  id: 'bitget',
  hosts: [API, 'www.bitget.com'],
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
    answer(request, nowMs, used) {
      const found = callOf(request);
      if (found === null) return trouble(404, null, nowMs);
      const answer = found.answer({ query: request.query, listing, nowMs });
      answer.headers['x-mbx-used-remain-limit'] = String(PER_SECOND - used);
      return answer;
    },
    trouble,
    page: (request, nowMs) => (request.host === API ? null : tradePage(request, listing, nowMs)),
    symbolOf: (asset) =>
      listing
        .at(world.epochMs)
        .find((each) => each.asset === asset && each.product === 'USDT-FUTURES')?.symbol ?? null,
  };
}

function callOf({ method, host, path }: MarketRequest) {
  return method === 'GET' && host === API ? endpointAt(path) : null;
}
