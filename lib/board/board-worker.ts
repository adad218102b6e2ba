/** Boards from the worker, for our pages to which the browser gives no database (private windows). */
import { browser } from 'wxt/browser';
import type { StoredBoards } from '../domain/board';
import { sendMessage } from '../messages';
import { FIRST_VIEW } from './first-view';

/** Session storage: set by the worker while it goes on without the database, whose boards are then stale. */
export const HISTORY_TROUBLE = 'historyTrouble';

export const boardWorker = {
  async isAhead(): Promise<boolean> {
    return Boolean((await browser.storage.session.get(HISTORY_TROUBLE))[HISTORY_TROUBLE]);
  },
  read: (): Promise<StoredBoards> => sendMessage('readBoards', null),
  isPrivate: browser.extension.inIncognitoContext,
  /** By the first view in session storage: unlike a broadcast, its changes reach private windows. */
  onChange(listener: () => void, signal: AbortSignal): void {
    const onChanged = (changes: Record<string, unknown>) => {
      if (FIRST_VIEW in changes) listener();
    };
    browser.storage.session.onChanged.addListener(onChanged);
    signal.addEventListener('abort', () => {
      browser.storage.session.onChanged.removeListener(onChanged);
    });
  },
};
