import { render } from 'preact';
import type { FirstView } from '../../lib/board/first-view';
import type { BoardStore } from '../../lib/board/store';
import { createBoardStore } from '../../lib/board/store';
import type { PerpKey } from '../../lib/domain/venue';
import { afterPaint } from '../ui/after-paint';
import { cachedWords } from '../ui/cached-words';
import { applyLook } from '../ui/look';
import type { Words } from '../ui/words';
import { WordsProvider } from '../ui/words';
import type { BoardAccess } from './access';
import { Board } from './board';

/** What popup, tab and side panel pass in; they differ in nothing else. */
export interface BoardDoors {
  access: BoardAccess;
  words: Words;
  /** The perpetual whose detail view is open at first; null: the board. */
  detail: PerpKey | null;
  /** The first view as published by the worker; null: none. May reject. */
  firstView: () => Promise<FirstView | null>;
  /** Syncs the store with the stored data. Resolves when the first read has reached it, successful or not. */
  connect: (store: BoardStore) => Promise<void>;
}

/** After this time without data, the empty state is drawn. */
const DATA_TIMEOUT_MS = 150;

/** Draws the board into `root` as soon as there are rows. Resolves when it is drawn. */
export async function mountBoard(root: HTMLElement | null, doors: BoardDoors): Promise<void> {
  if (root === null) return;
  const store = createBoardStore();
  store.change({ detail: doors.detail });
  const reading = readFirstView(doors);
  const words = cachedWords(doors.words);
  // The browser loads all messages with the first one: do it while the first rows are being read.
  document.title = words('extension_name');
  const first = await reading;
  if (first !== null) {
    store.change({ first, settings: first.settings });
    afterPaint(() => void doors.connect(store));
  } else {
    await Promise.race([doors.connect(store), timeout()]);
  }
  const prefersLight = matchMedia('(prefers-color-scheme: light)').matches;
  applyLook(document.documentElement, store.getState().settings, prefersLight);
  render(
    <WordsProvider value={words}>
      <Board store={store} access={doors.access} />
    </WordsProvider>,
    root,
  );
}

async function readFirstView(doors: BoardDoors): Promise<FirstView | null> {
  try {
    return await doors.firstView();
  } catch (error) {
    console.warn('The first rows could not be read.', error);
    return null;
  }
}

function timeout(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, DATA_TIMEOUT_MS));
}
