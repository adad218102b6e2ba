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

/** What a page that shows the board provides: popup, tab and side panel differ in nothing else. */
export interface BoardDoors {
  access: BoardAccess;
  words: Words;
  /** The perpetual whose history is open at first; null: the board. */
  detail: PerpKey | null;
  /** The first rows as the worker published them; null: it published none. May reject. */
  firstView: () => Promise<FirstView | null>;
  /** Keeps the store in step with what is stored. Resolves when the first read has reached it, good or not. */
  connect: (store: BoardStore) => Promise<void>;
}

/** After this without data the board is drawn without rows, with the reason. */
const PATIENCE_MS = 150;

/** Draws the board into `root`, as soon as there are rows to draw. Resolves when it is drawn. */
export async function mountBoard(root: HTMLElement | null, doors: BoardDoors): Promise<void> {
  if (root === null) return;
  const store = createBoardStore();
  store.change({ detail: doors.detail });
  const reading = readFirstView(doors);
  const words = cachedWords(doors.words);
  // The browser loads all messages with the first one: while the first rows are on their way.
  document.title = words('extension_name');
  const first = await reading;
  if (first !== null) {
    store.change({ first, settings: first.settings });
    afterPaint(() => void doors.connect(store));
  } else {
    await Promise.race([doors.connect(store), patience()]);
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

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
}
