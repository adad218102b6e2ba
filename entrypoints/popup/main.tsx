import { render } from 'preact';
import type { BoardAccess } from '../../components/board/access';
import { Board } from '../../components/board/board';
import { applyLook } from '../../components/ui/theme';
import { cachedWords } from '../../components/ui/cached-words';
import { WordsProvider } from '../../components/ui/words';
import { connectBoard } from '../../lib/board/connect';
import { hashOf, keyOfHash } from '../../lib/board/detail-key';
import { createBoardStore } from '../../lib/board/store';
import { createBoardSource } from '../../lib/history/board-source';
import { sendMessage } from '../../lib/messages';
import { readSettings, updateSettings, watchSettings } from '../../lib/settings/store';
import { browserWords, openOptions, openTab, patience } from './browser-doors';
import './popup.css';

const isInTab = new URLSearchParams(location.search).get('view') === 'tab';
const store = createBoardStore();
if (isInTab) {
  document.documentElement.dataset.view = 'tab';
  store.change({ detail: keyOfHash(location.hash) });
}
const connected = connectBoard(
  store,
  { board: createBoardSource(), settings: { read: readSettings, watch: watchSettings } },
  new AbortController().signal,
);

const words = cachedWords(browserWords);
// The first message fetches them all, while the database is read.
document.title = words('extension_name');

const access: BoardAccess = {
  settings: { update: updateSettings },
  refresh(force) {
    sendMessage('refresh', { force }).catch((error: unknown) => {
      console.warn('The worker could not be asked to refresh.', error);
    });
  },
  openOptions,
  openVenueOptions: () => openTab('/options.html#universe'),
  openInTab: isInTab ? null : (detail) => openTab(`/popup.html?view=tab${hashOf(detail)}`),
  loadExtras: async () => (await import('./extras')).extras,
  loadPast: async () => (await import('./past')).past,
};

async function start(root: HTMLElement): Promise<void> {
  await Promise.race([connected, patience()]);
  const prefersLight = matchMedia('(prefers-color-scheme: light)').matches;
  applyLook(document.documentElement, store.getState().settings, prefersLight);
  render(
    <WordsProvider value={words}>
      <Board store={store} access={access} />
    </WordsProvider>,
    root,
  );
}

const root = document.getElementById('root');
if (root !== null) void start(root);
