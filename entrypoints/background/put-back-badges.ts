import { browser } from 'wxt/browser';
import { VENUE_PAGES } from '../../lib/venues/pages';

/** After an install or update, pages that are open already get the badge of this version; the old one removes itself. */
export async function putBackBadges(): Promise<void> {
  const tabs = await browser.tabs.query({ url: VENUE_PAGES.flatMap(({ matches }) => matches) });
  await Promise.allSettled(
    tabs.map(({ id }) =>
      browser.scripting.executeScript({
        target: { tabId: id ?? browser.tabs.TAB_ID_NONE },
        files: ['/content-scripts/badge.js'],
      }),
    ),
  );
}
