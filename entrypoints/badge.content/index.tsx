/** The badge's door: reads the address, asks the worker, shows what it answers. Decides nothing. */
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { createPairFollower } from '../../components/badge/pair-follower';
import { createStage } from '../../components/badge/stage';
import { onMessage, sendMessage } from '../../lib/messages';
import { parsePush } from '../../lib/messages/push';
import { pages as binancePages } from '../../lib/venues/binance/pages';
import { pagesOfVenues } from './pages';
import { createPainter } from './painter';
import { styles } from './styles';

/** Once this long after the last word from the worker, the badge asks. */
const ASK_AGAIN_MS = 60_000;
/** How soon an extension that was replaced under the page is noticed. */
const PULSE_MS = 2_000;

export default defineContentScript({
  matches: [...binancePages.matches],
  runAt: 'document_idle',
  main(ctx) {
    const stage = createStage(document, styles);
    const venues = pagesOfVenues();
    const pairAt = (url: URL) => venues.map((pages) => pages.pairAt(url)).find(Boolean) ?? null;
    const corner = () =>
      venues.find((pages) => pages.pairAt(new URL(location.href)))?.freeCorner ?? 'bottom-left';
    const painter = createPainter(stage, corner, (change) => {
      sendMessage('changeBadge', change).catch(() => undefined);
    });
    const follower = createPairFollower({
      pairAt,
      ask: (pair) => sendMessage('viewPair', pair),
      show: painter.show,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          ctx.setTimeout(resolve, ms);
          signal.addEventListener('abort', () => {
            reject(new Error('gone'));
          });
        }),
    });
    const stopListening = onMessage('badgeChanged', (data) => {
      const push = parsePush(data);
      if (push !== null) follower.receive(push.pair, push.view);
    });
    ctx.addEventListener(window, 'wxt:locationchange', ({ newUrl }) => {
      follower.goTo(newUrl);
    });
    ctx.addEventListener(document, 'visibilitychange', () => {
      if (!document.hidden) follower.askAgain();
    });
    ctx.setInterval(() => {
      if (!document.hidden) follower.askAgain();
    }, ASK_AGAIN_MS);
    // Each beat looks whether the extension is still the one that put this script here.
    ctx.setInterval(() => browser.runtime.id, PULSE_MS);
    ctx.onInvalidated(() => {
      stopListening();
      follower.stop();
      stage.remove();
    });
    follower.goTo(new URL(location.href));
  },
});
