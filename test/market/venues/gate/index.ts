/** Gate in the market: its API on both of its hosts, and the pages of its two sites. */
import type { World } from '../../world/world';
import type { MarketRequest, MarketVenue, OpenVenue } from '../venue';
import { endpointAt, LIMITS } from './endpoints';
import { Listing } from './listing';
import { tradePage } from './pages';
import { trouble } from './trouble';

const SITES = ['www.gate.com', 'www.gate.io'];
const APIS = ['api.gateio.ws', 'fx-api.gateio.ws'];

export const gate: MarketVenue = {
  id: 'gate',
  hosts: [...APIS, ...SITES],
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
      const { settle, name } = found;
      const answer = found.answer({ query: request.query, settle, name, listing, nowMs });
      const limit = LIMITS.find(({ id }) => id === found.limit)?.units ?? 0;
      Object.assign(answer.headers, {
        'X-Gate-RateLimit-Limit': String(limit),
        'X-Gate-RateLimit-Requests-Remain': String(limit - used),
        'X-Gate-Ratelimit-Reset-Timestamp': String(Math.floor(nowMs / 1000)),
        'X-Out-Time': String(nowMs * 1000),
      });
      return answer;
    },
    trouble,
    page: (request, nowMs) =>
      SITES.includes(request.host) ? tradePage(request, listing, nowMs) : null,
    symbolOf: (asset) =>
      listing
        .at(Number.POSITIVE_INFINITY)
        .find((contract) => contract.asset === asset && contract.contractType === '')?.name ?? null,
  };
}

function callOf({ method, host, path }: MarketRequest) {
  return method === 'GET' && APIS.includes(host) ? endpointAt(path) : null;
}
