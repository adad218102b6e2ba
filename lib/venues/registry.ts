import type { VenueId } from '../domain/venue';
import { binance } from './binance';
import { bitget } from './bitget';
import { bybit } from './bybit';
import type { Venue } from './contract';
import { gate } from './gate';
import { hyperliquid } from './hyperliquid';
import { okx } from './okx';

/** All supported venues. To add one: its folder, and a line here. */
export const VENUES: readonly Venue[] = [binance, bitget, bybit, gate, hyperliquid, okx];

export function findVenue(id: VenueId): Venue | undefined {
  return VENUES.find((venue) => venue.id === id);
}
