/** What the extension's own pages ask for, where the browser gives them no database. A badge, in a page of others, gets none. */
import { browser } from 'wxt/browser';
import type { HistoryTrouble } from '../../lib/domain/history-trouble';
import type { Sender } from '../../lib/messages';
import type { StoredBoards } from '../../lib/domain/board';
import { startNewHistory, store } from './house';
import { run } from './run';
import { currentScene, showEverywhere } from './scene';

export async function readBoards(_: unknown, sender: Sender): Promise<StoredBoards> {
  mustBeOurs(sender);
  const { boards, statuses } = await currentScene();
  return { boards, statuses, history: await store.trouble() };
}

/** Begins a new history in the place of one that can't be opened. What is wrong then; null: it has begun. */
export async function restartHistory(_: unknown, sender: Sender): Promise<HistoryTrouble | null> {
  mustBeOurs(sender);
  const trouble = await startNewHistory();
  await showEverywhere();
  void run({ force: false });
  return trouble;
}

function mustBeOurs({ url }: Sender): void {
  if (url?.startsWith(browser.runtime.getURL('/')) !== true) throw new Error('not for others');
}
