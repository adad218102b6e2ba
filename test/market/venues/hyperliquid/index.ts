/** Hyperliquid in the market: the single path of its API, and the pages of its site. */
import type { World } from '../../world/world';
import type { MarketRequest, MarketVenue, OpenVenue } from '../venue';
import { coinsAt } from './coins';
import { info, weightOf } from './info';
import { tradePage } from './pages';
import { trouble } from './trouble';

const API = 'api.hyperliquid.xyz';

export const hyperliquid: MarketVenue = {
  id: 'hyperliquid',
  hosts: [API, 'app.hyperliquid.xyz', 'app.hyperliquid-testnet.xyz'],
  limits: [{ id: 'weight', units: 1200, windowMs: 60_000 }],
  open,
};

function open(world: World): OpenVenue {
  return {
    charge: (request) =>
      isInfo(request) && request.method === 'POST'
        ? { limit: 'weight', units: weightOf(request.body) }
        : null,
    answer(request, nowMs) {
      if (!isInfo(request)) return trouble(404);
      return request.method === 'POST' ? info(request.body, world, nowMs) : trouble(405);
    },
    trouble,
    page: (request, nowMs) => (request.host === API ? null : tradePage(request, world, nowMs)),
    symbolOf: (asset) =>
      coinsAt(world, Number.POSITIVE_INFINITY).find((coin) => coin.asset === asset)?.name ?? null,
  };
}

function isInfo({ host, path }: MarketRequest): boolean {
  return host === API && path === '/info';
}
