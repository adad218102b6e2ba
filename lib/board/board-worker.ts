/** Reads the boards from the worker, for pages without access to the database (private windows). */
import { browser } from 'wxt/browser';
import type { StoredBoards } from '../domain/board';
import { sendMessage } from '../messages';
import { FIRST_VIEW } from './first-view';

/** Key in session storage: set while the worker runs without the database, whose boards are stale then. */
export const HISTORY_TROUBLE = 'historyTrouble';

export const boardWorker = {
  async isAhead(): Promise<boolean> {
    return Boolean((await browser.storage.session.get(HISTORY_TROUBLE))[HISTORY_TROUBLE]);
  },
  read: (): Promise<StoredBoards> => sendMessage('readBoards', null),
  isPrivate: browser.extension.inIncognitoContext,
  /** Watches the first view in session storage: its changes reach private windows, broadcasts do not. */
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
