/** The browser's permissions to reach hosts, for the options page. */
import { browser } from 'wxt/browser';
import type { HostAccess, Hosts, VenueChoice } from '../../components/options/access';
import { VENUES } from '../../lib/venues/registry';
import { siteOf } from '../../lib/venues/sites';
import { TRADING_VIEW_MATCHES } from '../../lib/venues/tradingview';

const originsOf = ({ api, pages }: Hosts) => ({ origins: [...api, ...pages] });

export const hostAccess: HostAccess = {
  allows: (hosts) => browser.permissions.contains(originsOf(hosts)),
  ask: (hosts) => browser.permissions.request(originsOf(hosts)),
  async giveBack(hosts) {
    await browser.permissions.remove(originsOf(hosts));
  },
  onChange(listener, signal) {
    for (const event of [browser.permissions.onAdded, browser.permissions.onRemoved]) {
      const onEvent = () => listener();
      event.addListener(onEvent);
      signal.addEventListener('abort', () => event.removeListener(onEvent));
    }
  },
};

export const venueChoices: VenueChoice[] = VENUES.map(({ id, name, onByDefault, apiOrigins }) => ({
  id,
  name,
  onByDefault,
  hosts: { api: apiOrigins.map((origin) => `${origin}/*`), pages: siteOf(id) },
}));

export const tradingView: Hosts = { api: [], pages: TRADING_VIEW_MATCHES };
