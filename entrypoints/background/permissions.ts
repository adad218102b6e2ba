import { browser } from 'wxt/browser';
import type { Venue } from '../../lib/venues/contract';

/** The venue with the hosts that the browser lets us ask: an update may know more than were allowed then. */
export async function withPermittedHosts(venue: Venue): Promise<Venue> {
  const [first, ...others] = venue.apiOrigins;
  const allowed = await Promise.all(others.map(isAllowed));
  return { ...venue, apiOrigins: [first, ...others.filter((_, index) => allowed[index])] };
}

/** Whether the browser lets us ask the venue. People can take that back at any time. */
export function isPermitted({ apiOrigins }: Venue): Promise<boolean> {
  return isAllowed(apiOrigins[0]);
}

function isAllowed(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [`${origin}/*`] });
}
