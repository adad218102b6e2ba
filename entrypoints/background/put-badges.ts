import { browser } from 'wxt/browser';

export const BADGE_SCRIPT = '/content-scripts/badge.js';
/** What comes when somebody reaches for the badge. */
export const BADGE_REST = '/badge-reached.js';

/** Runs one of our scripts in the page of `tab`. Rejects with the browser's error, e.g. without a permission to be there. */
export async function putScript(
  file: typeof BADGE_SCRIPT | typeof BADGE_REST,
  tab: { id?: number | undefined } = {},
): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId: tab.id ?? browser.tabs.TAB_ID_NONE },
    files: [file],
  });
}

/** Pages that are open already get the badge, too; where there is one of an older version, that removes itself. */
export async function putBadgesOn(matches: string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: matches });
  await Promise.allSettled(tabs.map((tab) => putScript(BADGE_SCRIPT, tab)));
}
