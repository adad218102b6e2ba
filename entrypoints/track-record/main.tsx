import { render } from 'preact';
import { browser } from 'wxt/browser';
import type { TrackRecordAccess } from '../../components/track-record/access';
import { TrackRecordPage } from '../../components/track-record/track-record-page';
import type { Words } from '../../components/ui/words';
import { WordsProvider } from '../../components/ui/words';
import { boardWorker } from '../../lib/board/board-worker';
import { readPast, readTrails } from '../../lib/history/past-source';
import { readSettings, watchSettings } from '../../lib/settings/store';
import { VENUES } from '../../lib/venues/registry';
import '../../components/ui/tokens.css';
import '../../components/ui/ui.css';
import '../../components/track-record/track-record.css';

const words: Words = (key, ...parts) => browser.i18n.getMessage(key, parts);

const access: TrackRecordAccess = {
  settings: { read: readSettings, watch: watchSettings },
  venueName: (venue) => VENUES.find(({ id }) => id === venue)?.name ?? venue,
  async whyUnreadable() {
    const { history } = await boardWorker.read();
    return history ?? (boardWorker.isPrivate ? 'private' : 'page');
  },
  readVenues: readTrails,
  past: { read: readPast },
  openOptions: () => void browser.runtime.openOptionsPage(),
};

document.title = `${words('track_title')} · ${words('extension_name')}`;
const root = document.getElementById('root');
if (root !== null) {
  render(
    <WordsProvider value={words}>
      <TrackRecordPage access={access} />
    </WordsProvider>,
    root,
  );
}
