import { render } from 'preact';
import { browser } from 'wxt/browser';
import type { OptionsAccess } from '../../components/options/access';
import { OptionsPage } from '../../components/options/options-page';
import { saveFile } from '../../components/options/save-file';
import type { Words } from '../../components/ui/words';
import { WordsProvider } from '../../components/ui/words';
import { boardWorker } from '../../lib/board/board-worker';
import { createBoardSource } from '../../lib/history/board-source';
import { readNotes } from '../../lib/storage/notes';
import { historyBytes } from '../../lib/storage/codec';
import { storedVenueStatus } from '../../lib/board/venue-status';
import { sendMessage } from '../../lib/messages';
import {
  readSettings,
  resetSettings,
  updateSettings,
  watchSettings,
} from '../../lib/settings/store';
import { VENUES } from '../../lib/venues/registry';
import { archive } from './archive';
import { protection } from './protection';
import { hostAccess, tradingView, venueChoices } from './hosts';
import { refreshCosts } from './refresh-cost';
import '../../components/ui/tokens.css';
import '../../components/options/options.css';

const words: Words = (key, ...substitutions) => browser.i18n.getMessage(key, substitutions);
const manifest = browser.runtime.getManifest();

const access: OptionsAccess = {
  settings: {
    read: readSettings,
    watch: watchSettings,
    update: updateSettings,
    reset: resetSettings,
  },
  board: createBoardSource(storedVenueStatus, boardWorker),
  restartHistory: () => sendMessage('restartHistory', null),
  protection,
  venues: venueChoices,
  tradingView,
  hosts: hostAccess,
  refreshCosts: (boards, settings) => refreshCosts(VENUES, boards, settings),
  historyBytes,
  notes: readNotes,
  about: {
    version: manifest.version,
    permissions: manifest.permissions ?? [],
  },
  saveFile,
  archive,
};

document.title = `${words('options_title')} · ${words('extension_name')}`;
const root = document.getElementById('root');
if (root !== null) {
  render(
    <WordsProvider value={words}>
      <OptionsPage access={access} />
    </WordsProvider>,
    root,
  );
}
