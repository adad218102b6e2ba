import { binance } from './binance';
import { bitget } from './bitget';
import { bybit } from './bybit';
import { gate } from './gate';
import { hyperliquid } from './hyperliquid';
import { okx } from './okx';
import type { MarketVenue } from './venue';

/** All simulated venues. */
export const MARKET_VENUES: readonly MarketVenue[] = [
  binance,
  bitget,
  bybit,
  gate,
  hyperliquid,
  okx,
];
