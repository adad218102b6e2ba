import { browser } from 'wxt/browser';
import { TrackRecordPage } from '../../components/track-record/track-record-page';
import { mountPage } from '../../components/ui/mount-page';
import type { Words } from '../../components/ui/words';
import { doors } from './doors';
import '../../components/ui/tokens.css';
import '../../components/ui/ui.css';
import '../../components/track-record/track-record.css';

const words: Words = (key, ...parts) => browser.i18n.getMessage(key, parts);

mountPage(words, 'track_title', <TrackRecordPage access={doors} />);
