import type { VenueId } from '../domain/venue';
import { binance } from './binance';
import type { Venue } from './contract';
import { hyperliquid } from './hyperliquid';

/** Every venue the product knows. Adding one is its folder and its line here. */
export const VENUES: readonly Venue[] = [binance, hyperliquid];

export function findVenue(id: VenueId): Venue | undefined {
  return VENUES.find((venue) => venue.id === id);
}
