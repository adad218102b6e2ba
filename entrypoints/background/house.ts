/** What every event needs, made anew for each worker: nothing in here outlives it but the database. */
import { Database } from '../../lib/history/database';
import { createVenueStore } from '../../lib/history/store';
import type { Settings } from '../../lib/settings/settings';
import { isVenueOn } from '../../lib/settings/venues';
import type { Venue } from '../../lib/venues/contract';
import { VENUES } from '../../lib/venues/registry';

export const store = createVenueStore(new Database());

export function enabledVenues(settings: Settings): Venue[] {
  return VENUES.filter((venue) => isVenueOn(venue, settings));
}
