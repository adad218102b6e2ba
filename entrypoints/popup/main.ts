/** The toolbar's popup, and the same page in a tab of its own (`?view=tab#venue:symbol`). */
import { mountBoard } from '../../components/board/mount';
import { hashOf, keyOfHash } from '../../lib/board/detail';
import { browserDoors, openTab } from '../board/doors';
import './popup.css';

const isInTab = new URLSearchParams(location.search).get('view') === 'tab';
if (isInTab) document.documentElement.dataset.view = 'tab';

void mountBoard(
  document.getElementById('root'),
  browserDoors({
    detail: isInTab ? keyOfHash(location.hash) : null,
    receivesEscape: isInTab || !import.meta.env.FIREFOX,
    openInTab: isInTab ? null : (detail) => openTab(`/popup.html?view=tab${hashOf(detail)}`),
  }),
);
