/**
 * The board's browser APIs, the same for popup, tab and side panel. What the first rows do not need is loaded on
 * demand.
 */
import { browser } from 'wxt/browser';
import type { BoardDoors } from '../../components/board/mount';
import { FIRST_VIEW, isFirstView } from '../../lib/board/first-view';
import { sendMessage } from '../../lib/messages';

/** What differs between the pages that show the board. */
type Place = Pick<BoardDoors, 'detail'> &
  Pick<BoardDoors['access'], 'receivesEscape' | 'openInTab'>;

const loadLate = () => import('./late');
const loadExtras = () => import('./extras');

export function openTab(url: string): void {
  void browser.tabs.create({ url });
}

export function browserDoors({ detail, receivesEscape, openInTab }: Place): BoardDoors {
  return {
    words: (key, ...parts) => browser.i18n.getMessage(key, parts),
    detail,
    async firstView() {
      const found = (await browser.storage.session.get(FIRST_VIEW))[FIRST_VIEW];
      return isFirstView(found) ? found : null;
    },
    connect: async (store) => (await loadLate()).connect(store),
    access: {
      settings: { update: async (change) => (await loadLate()).updateSettings(change) },
      async refresh(force, warned = false) {
        try {
          return await sendMessage('refresh', { force, warned });
        } catch (error) {
          console.warn('The worker could not be asked to refresh.', error);
          return null;
        }
      },
      openOptions: () => void browser.runtime.openOptionsPage(),
      openVenueOptions: () => openTab('/options.html#universe'),
      receivesEscape,
      openInTab,
      loadExtras: async () => (await loadExtras()).extras,
      loadPast: async () => (await loadExtras()).past,
    },
  };
}
