/** The badge's door: reads the address, asks the worker, shows what it answers. Decides nothing. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { createPairFollower } from '../../components/badge/pair-follower';
import { createPairReader } from '../../components/badge/pair-reader';
import { clearStages, createStage } from '../../components/badge/stage';
import { watchAddress } from '../../components/badge/watch-address';
import { watchTitle } from '../../components/badge/watch-title';
import { onMessage, sendMessage } from '../../lib/messages';
import { parsePush } from '../../lib/messages/push';
import { VENUE_PAGES } from '../../lib/venues/pages';
import { every, scriptLife, sleep } from './life';
import { createPainter } from './painter';
import { siteOf } from './site';
import { styles } from './styles';

/** How often a badge in view makes sure of its score, should the worker's word have been lost. */
const ASK_AGAIN_MS = 60_000;

export default defineContentScript({
  // The other sites are asked for when a person switches them on, and registered by the worker then.
  matches: VENUE_PAGES.filter((pages) => pages.byDefault).flatMap(({ matches }) => matches),
  runAt: 'document_idle',
  main() {
    const here = () => new URL(location.href);
    const site = siteOf(here());
    if (site === undefined) return;
    const signal = scriptLife(document);
    clearStages(document);
    const newStage = () => createStage(document, styles);
    const painter = createPainter(newStage, site.freeCorner, signal, (change) => {
      sendMessage('changeBadge', change).catch(() => undefined);
    });
    const pairAt = createPairReader(site, here());
    const follower = createPairFollower({
      pairAt: (url) => pairAt(url, document.title),
      here,
      ask: (pair) => sendMessage('viewPair', pair),
      show: painter.show,
      sleep,
    });
    // Everything else is made ready while the worker answers.
    follower.goTo(here());
    // First of all: once the extension is gone, its own API may throw.
    signal.addEventListener('abort', follower.stop);
    signal.addEventListener(
      'abort',
      onMessage('badgeChanged', (data) => {
        const push = parsePush(data);
        if (push !== null) follower.receive(push.pair, push.view);
      }),
    );
    watchAddress(window, follower.goTo, signal);
    if (site.pairInTitle) watchTitle(document, () => follower.goTo(here()), signal);
    const lookAgain = () => {
      if (!document.hidden) follower.askAgain();
    };
    document.addEventListener('visibilitychange', lookAgain, { signal });
    every(ASK_AGAIN_MS, lookAgain, signal);
  },
});
