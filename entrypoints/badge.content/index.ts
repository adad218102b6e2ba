/** The badge's door: reads the address, asks the worker, shows what it answers. Decides nothing. */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { createPairFollower } from '../../components/badge/pair-follower';
import { createStage } from '../../components/badge/stage';
import { watchAddress } from '../../components/badge/watch-address';
import { onMessage, sendMessage } from '../../lib/messages';
import { parsePush } from '../../lib/messages/push';
import { VENUE_PAGES } from '../../lib/venues/pages';
import { every, scriptLife, sleep } from './life';
import { createPainter } from './painter';
import { styles } from './styles';

/** How often a badge in view makes sure of its score, should the worker's word have been lost. */
const ASK_AGAIN_MS = 60_000;

export default defineContentScript({
  matches: VENUE_PAGES.flatMap(({ matches }) => matches),
  runAt: 'document_idle',
  main() {
    const signal = scriptLife(document);
    const stage = createStage(document, styles);
    const painter = createPainter(stage, signal, (change) => {
      sendMessage('changeBadge', change).catch(() => undefined);
    });
    const follower = createPairFollower({
      pairAt: (url) => VENUE_PAGES.map((pages) => pages.pairAt(url)).find(Boolean) ?? null,
      here: () => new URL(location.href),
      ask: (pair) => sendMessage('viewPair', pair),
      show: painter.show,
      sleep,
    });
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
    const lookAgain = () => {
      if (!document.hidden) follower.askAgain();
    };
    document.addEventListener('visibilitychange', lookAgain, { signal });
    every(ASK_AGAIN_MS, lookAgain, signal);
    follower.goTo(new URL(location.href));
  },
});
