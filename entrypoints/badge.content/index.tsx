/** The badge's door: reads the address, asks the worker, shows what it answers. Decides nothing. */
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { createPairFollower } from '../../components/badge/pair-follower';
import { createStage } from '../../components/badge/stage';
import { watchAddress } from '../../components/badge/watch-address';
import { onMessage, sendMessage } from '../../lib/messages';
import { parsePush } from '../../lib/messages/push';
import { VENUE_PAGES } from '../../lib/venues/pages';
import { createPainter } from './painter';
import { sleeper } from './sleeper';
import { styles } from './styles';

/** How often a badge in view makes sure of its score, should the worker's word have been lost. */
const ASK_AGAIN_MS = 60_000;
/** How soon an extension that was replaced under the page is noticed. */
const PULSE_MS = 2_000;

export default defineContentScript({
  matches: VENUE_PAGES.flatMap(({ matches }) => matches),
  runAt: 'document_idle',
  // It would tell the page the extension's id.
  noScriptStartedPostMessage: true,
  main(ctx) {
    const stage = createStage(document, styles);
    const painter = createPainter(ctx, stage, (change) => {
      sendMessage('changeBadge', change).catch(() => undefined);
    });
    const follower = createPairFollower({
      pairAt: (url) => VENUE_PAGES.map((pages) => pages.pairAt(url)).find(Boolean) ?? null,
      here: () => new URL(location.href),
      ask: (pair) => sendMessage('viewPair', pair),
      show: painter.show,
      sleep: sleeper(ctx),
    });
    // First of all: once the extension is gone, its own API may throw.
    ctx.onInvalidated(follower.stop);
    ctx.onInvalidated(
      onMessage('badgeChanged', (data) => {
        const push = parsePush(data);
        if (push !== null) follower.receive(push.pair, push.view);
      }),
    );
    watchAddress(window, follower.goTo, ctx.signal);
    const lookAgain = () => {
      if (!document.hidden) follower.askAgain();
    };
    ctx.addEventListener(document, 'visibilitychange', lookAgain);
    ctx.setInterval(lookAgain, ASK_AGAIN_MS);
    // Each beat looks whether the extension is still the one that put this script here.
    ctx.setInterval(() => browser.runtime.id, PULSE_MS);
    follower.goTo(new URL(location.href));
  },
});
