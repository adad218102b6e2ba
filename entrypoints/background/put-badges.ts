import { browser } from 'wxt/browser';

export const BADGE_SCRIPT = '/content-scripts/badge.js';

/** Pages that are open already get the badge, too; where there is one of an older version, that removes itself. */
export async function putBadgesOn(matches: string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: matches });
  await Promise.allSettled(
    tabs.map(({ id }) =>
      browser.scripting.executeScript({
        target: { tabId: id ?? browser.tabs.TAB_ID_NONE },
        files: [BADGE_SCRIPT],
      }),
    ),
  );
}
