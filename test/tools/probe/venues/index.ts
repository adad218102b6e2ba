import type { VenueProbe } from '../contract';
import { binance } from './binance';
import { bitget } from './bitget';
import { bybit } from './bybit';
import { gate } from './gate';
import { hyperliquid } from './hyperliquid';
import { okx } from './okx';

/** A venue's entries; test/unit/tools/probe.test.ts holds that none of the registry is missing. */
export const PROBES: readonly VenueProbe[] = [binance, bitget, bybit, gate, hyperliquid, okx];
