import { browser } from 'wxt/browser';
import { within } from '../../lib/domain/within';

/** More than any page takes that takes a script at all. */
const PATIENCE_MS = 5_000;

export const BADGE_SCRIPT = '/badge.js';
/** What comes when somebody reaches for the badge. */
export const BADGE_REST = '/badge-reached.js';

/**
 * Runs one of our scripts in the page of `tab`. Rejects with the browser's error, e.g. without a permission to be there,
 * and when the page takes no script.
 */
export async function putScript(
  file: typeof BADGE_SCRIPT | typeof BADGE_REST,
  tab: { id?: number | undefined } = {},
): Promise<void> {
  await within(
    PATIENCE_MS,
    browser.scripting.executeScript({
      target: { tabId: tab.id ?? browser.tabs.TAB_ID_NONE },
      files: [file],
      // At once, like the registered one: a page may never be done with being read.
      injectImmediately: true,
    }),
  );
}

/** Pages that are open already get the badge, too; where there is one of an older version, that removes itself. */
export async function putBadgesOn(matches: string[]): Promise<void> {
  if (matches.length === 0) return;
  const tabs = await browser.tabs.query({ url: matches });
  await Promise.allSettled(tabs.map((tab) => putScript(BADGE_SCRIPT, tab)));
}
