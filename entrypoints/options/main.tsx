import { browser } from 'wxt/browser';
import { OptionsPage } from '../../components/options/options-page';
import { mountPage } from '../../components/ui/mount-page';
import type { Words } from '../../components/ui/words';
import { doors } from './doors';
import '../../components/ui/tokens.css';
import '../../components/options/options.css';

const words: Words = (key, ...parts) => browser.i18n.getMessage(key, parts);

mountPage(words, 'options_title', <OptionsPage access={doors} />);
