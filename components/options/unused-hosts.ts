import type { Settings } from '../../lib/settings/settings';
import { isVenueOn } from '../../lib/settings/venues';
import type { Hosts, OptionsAccess } from './access';

/** What can be given back under these settings: the hosts of everything that is off and was asked for. */
export function unusedHosts(access: OptionsAccess, settings: Settings): Hosts[] {
  const venues = access.venues.filter((venue) => !venue.onByDefault && !isVenueOn(venue, settings));
  return [
    ...venues.map(({ hosts }) => hosts),
    ...(settings.badge.tradingView ? [] : [access.tradingView]),
  ];
}
