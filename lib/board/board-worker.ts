/** The worker, for pages of ours that the browser gives no database. */
import { browser } from 'wxt/browser';
import type { StoredBoards } from '../domain/board';
import { sendMessage } from '../messages';
import { FIRST_VIEW } from './first-view';

/** Where the worker says, in the session's memory, that the database is not what counts now. */
export const HISTORY_TROUBLE = 'historyTrouble';

export const boardWorker = {
  async isAhead(): Promise<boolean> {
    return Boolean((await browser.storage.session.get(HISTORY_TROUBLE))[HISTORY_TROUBLE]);
  },
  read: (): Promise<StoredBoards> => sendMessage('readBoards', null),
  isPrivate: browser.extension.inIncognitoContext,
  /** By what the worker leaves in the session's memory after every change: that reaches private windows, too. */
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
