import { browser } from 'wxt/browser';
import { GuidePage } from '../../components/guide/guide-page';
import { mountPage } from '../../components/ui/mount-page';
import type { Words } from '../../components/ui/words';
import { doors } from './doors';
import '../../components/ui/tokens.css';
import '../../components/ui/ui.css';
import '../../components/guide/guide.css';

const words: Words = (key, ...parts) => browser.i18n.getMessage(key, parts);

mountPage(words, 'guide_title', <GuidePage access={doors} />);
