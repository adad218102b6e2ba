import { binance } from './binance';
import { bitget } from './bitget';
import { bybit } from './bybit';
import { gate } from './gate';
import { hyperliquid } from './hyperliquid';
import { okx } from './okx';
import type { MarketVenue } from './venue';

/** Every venue that the market plays. */
export const MARKET_VENUES: readonly MarketVenue[] = [
  binance,
  bitget,
  bybit,
  gate,
  hyperliquid,
  okx,
];
