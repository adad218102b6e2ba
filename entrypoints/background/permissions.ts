import { browser } from 'wxt/browser';
import type { Venue } from '../../lib/venues/contract';

/** Whether the browser lets us ask all of the venue's hosts. People can take that back at any time. */
export function isPermitted({ apiOrigins }: Venue): Promise<boolean> {
  return browser.permissions.contains({ origins: apiOrigins.map((origin) => `${origin}/*`) });
}
