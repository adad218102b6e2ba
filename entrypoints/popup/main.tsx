import { render } from 'preact';
import type { BoardAccess } from '../../components/board/access';
import { Board } from '../../components/board/board';
import { cachedWords } from '../../components/ui/cached-words';
import { afterPaint } from '../../components/ui/after-paint';
import { applyLook } from '../../components/ui/look';
import { WordsProvider } from '../../components/ui/words';
import { hashOf, keyOfHash } from '../../lib/board/detail';
import { createBoardStore } from '../../lib/board/store';
import { sendMessage } from '../../lib/messages';
import { browserWords, firstRows, openOptions, openTab, patience } from './browser-doors';
import './popup.css';

const isInTab = new URLSearchParams(location.search).get('view') === 'tab';
const store = createBoardStore();
if (isInTab) {
  document.documentElement.dataset.view = 'tab';
  store.change({ detail: keyOfHash(location.hash) });
}
const first = firstRows();
const words = cachedWords(browserWords);
// The first message fetches them all, while the first rows are asked for.
document.title = words('extension_name');
const loadLate = () => import('./late');

const access: BoardAccess = {
  settings: { update: async (change) => (await loadLate()).updateSettings(change) },
  async refresh(force, warned = false) {
    try {
      return await sendMessage('refresh', { force, warned });
    } catch (error) {
      console.warn('The worker could not be asked to refresh.', error);
      return null;
    }
  },
  openOptions,
  openVenueOptions: () => openTab('/options.html#universe'),
  hearsEscape: isInTab || !import.meta.env.FIREFOX,
  openInTab: isInTab ? null : (detail) => openTab(`/popup.html?view=tab${hashOf(detail)}`),
  loadExtras: async () => (await import('./extras')).extras,
  loadPast: async () => (await import('./past')).past,
};

async function start(root: HTMLElement): Promise<void> {
  store.change(await first);
  const connected = async () => (await loadLate()).connect(store);
  if (store.getState().first === null) await Promise.race([connected(), patience()]);
  else afterPaint(() => void connected());
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
