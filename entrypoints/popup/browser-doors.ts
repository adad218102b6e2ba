/** What the board asks of the browser itself. */
import { browser } from 'wxt/browser';
import type { Words } from '../../components/ui/words';
import { FIRST_VIEW, isFirstView } from '../../lib/board/first-view';
import type { BoardChoices } from '../../lib/board/store';

export const browserWords: Words = (key, ...parts) => browser.i18n.getMessage(key, parts);

export function openOptions(): void {
  void browser.runtime.openOptionsPage();
}

export function openTab(url: string): void {
  void browser.tabs.create({ url });
}

/** Longer than this without data, and the page says what it waits for. */
const PATIENCE_MS = 150;

export function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}

/** What the worker left to show at once; nothing where it left nothing, or it can't be read. */
export async function firstRows(): Promise<Partial<BoardChoices>> {
  try {
    const found = (await browser.storage.session.get(FIRST_VIEW))[FIRST_VIEW];
    return isFirstView(found) ? { first: found, settings: found.settings } : {};
  } catch (error) {
    console.warn('The first rows could not be read.', error);
    return {};
  }
}
