import type { VenueProbe } from '../contract';
import { binance } from './binance';
import { bitget } from './bitget';
import { bybit } from './bybit';
import { gate } from './gate';
import { hyperliquid } from './hyperliquid';
import { okx } from './okx';

/** One per venue; test/unit/tools/probe.test.ts checks that it is complete. */
export const PROBES: readonly VenueProbe[] = [binance, bitget, bybit, gate, hyperliquid, okx];
