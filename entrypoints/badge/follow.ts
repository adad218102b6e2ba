import { createPairFollower } from '../../components/badge/pair-follower';
import type { PairFollower } from '../../components/badge/pair-follower';
import { createPairReader } from '../../components/badge/pair-reader';
import { watchAddress } from '../../components/badge/watch-address';
import { watchTitle } from '../../components/badge/watch-title';
import { onMessage, sendMessage } from '../../lib/messages';
import type { BadgeView } from '../../lib/messages/protocol';
import { parsePush } from '../../lib/messages/push';
import type { SitePages } from '../../lib/venues/pages-contract';
import type { Life } from './life';
import { sleep } from './sleep';

/** How often a badge in view makes sure of its score, should the worker's word have been lost. */
const ASK_AGAIN_MS = 60_000;

/** Shows the view of the pair that the page is of, and of each that follows it, until the script's life ends. */
export function followPairs(
  site: SitePages,
  show: (view: BadgeView | null) => void,
  { signal, isAlive }: Life,
): PairFollower {
  const here = () => new URL(location.href);
  const pairAt = createPairReader(site, here());
  const follower = createPairFollower({
    pairAt: (url) => pairAt(url, document.title),
    here,
    ask: (pair) => sendMessage('viewPair', pair),
    show,
    sleep,
    nowMs: () => performance.now(),
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
  const timer = setInterval(() => {
    if (isAlive()) lookAgain();
  }, ASK_AGAIN_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
  return follower;
}
