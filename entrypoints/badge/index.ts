/**
 * The badge's first script, on every trading page: follows the page's pair, requests its view from the worker and shows
 * it.
 */
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import css from '../../components/badge/badge.css?inline';
import { loadOnFirstUse } from '../../components/badge/events';
import { handedOver, handOver } from '../../components/badge/handover';
import type { BadgeContent, MountedBadge } from '../../components/badge/handover';
import { watchAddress, watchTitle } from '../../components/badge/page-watch';
import { createPairFollower, createPairReader } from '../../components/badge/pair-follower';
import type { PairFollower } from '../../components/badge/pair-follower';
import reset from '../../components/badge/reset.css?inline';
import { settled } from '../../components/badge/settled';
import { removeStaleHosts, createShadowHost } from '../../components/badge/shadow-host';
import type { ShadowHost } from '../../components/badge/shadow-host';
import { mountStaticBadge } from '../../components/badge/static-badge';
import { applyLook } from '../../components/ui/look';
import tokens from '../../components/ui/tokens.css?inline';
import type { Words } from '../../components/ui/words';
import { sleep } from '../../lib/domain/sleep';
import { onMessage, parsePush, sendMessage } from '../../lib/messages';
import type { BadgeChange, BadgeView, HidingPlace } from '../../lib/messages/protocol';
import type { SitePages } from '../../lib/venues/pages-contract';
import { beginLifetime, isHtml, siteAt } from './lifetime';
import type { Lifetime } from './lifetime';

// Runs at document_start, to be ready as soon as the page is. Not a content script of WXT's; see lifetime.ts.
export default defineUnlistedScript(() => {
  const site = siteAt(new URL(location.href));
  if (site === undefined || !isHtml(document)) return;
  const lifetime = beginLifetime();
  removeStaleHosts(document);
  handOver(undefined);
  const painter = createPainter(site, lifetime, () => {
    follower.askAgain();
  });
  lifetime.onHeartbeat(painter.heartbeat);
  const follower = followPairs(site, painter.show, lifetime);
});

/** Interval of repeated requests, in case a push of the worker was lost. */
const ASK_EVERY_MS = 60_000;

/** Shows the view of the page's pair, and of each that follows it, until the script's lifetime ends. */
function followPairs(
  site: SitePages,
  show: (view: BadgeView | null) => void,
  { signal, isAlive }: Lifetime,
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
  // First, so that the rest is set up while the worker answers.
  follower.goTo(here());
  // Before the next listener, which may throw once the extension is gone.
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
  const askIfVisible = () => {
    if (!document.hidden) follower.askAgain();
  };
  document.addEventListener('visibilitychange', askIfVisible, { signal });
  const timer = setInterval(() => {
    if (isAlive()) askIfVisible();
  }, ASK_EVERY_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
  return follower;
}

/** Shows views on the page and sends the user's changes to the worker. `askAgain` requests the current view anew. */
function createPainter(
  { freeCorner: corner }: SitePages,
  lifetime: Lifetime,
  askAgain: () => void,
) {
  const { signal, isAlive } = lifetime;
  const whenSettled = settled(document, signal);
  const light = matchMedia('(prefers-color-scheme: light)');
  let host: ShadowHost | null = null;
  let shown: BadgeView | null = null;
  let badge: MountedBadge | null = null;
  /** Static until the second script is there. */
  let mount = mountStaticBadge;
  const words = wordsWithFallback(() => shown);
  /** Removes the notice that the badge was hidden; null without one. */
  let removeNotice: (() => void) | null = null;

  const sendChange = (change: BadgeChange) =>
    sendMessage('changeBadge', change).catch(() => undefined);

  const onChange = (change: BadgeChange) => {
    void sendChange(change);
    // Hidden at once; the worker's push confirms it.
    if (change.kind === 'hide') hide(change.where);
  };

  const onGuide = () => {
    sendMessage('openGuide', null).catch(() => undefined);
  };

  const hide = (where: HidingPlace) => {
    const position = shown?.position ?? null;
    const isByKeyboard = (host?.root.querySelector(':focus-visible') ?? null) !== null;
    show(null);
    const second = handedOver();
    if (host === null || second === undefined) return;
    const unmount = second.mountHiddenNotice(
      {
        root: host.root,
        words,
        onUndo: () => {
          endNotice();
          sendChange({ kind: 'show', where }).then(askAgain, () => undefined);
        },
        onExpire: () => {
          endNotice();
        },
      },
      { where, corner, position, isByKeyboard },
    );
    removeNotice = () => {
      removeNotice = null;
      unmount();
    };
    host.attach();
  };

  const endNotice = () => {
    removeNotice?.();
    show(shown);
  };

  const newHost = (): ShadowHost => {
    const made = createShadowHost(document, reset + tokens + css, {
      settled: whenSettled,
      isAlive,
      signal,
    });
    const loadSecond = async () => {
      await sendMessage('loadSecondScript', null);
      const second = handedOver();
      if (second === undefined) throw new Error('the second script did not run');
      made.addStyles(second.css);
      mount = second.mount;
      badge?.unmount();
      badge = null;
      show(shown);
    };
    loadOnFirstUse(made.root, loadSecond, made.redispatch, signal);
    return made;
  };

  /** Null, or a view that the user's rules hide, clears the page. */
  const show = (view: BadgeView | null): void => {
    shown = view?.visible === true ? view : null;
    if (shown === null) {
      // The notice stays across navigations.
      if (removeNotice === null) host?.detach();
      badge?.unmount();
      badge = null;
      return;
    }
    removeNotice?.();
    host ??= newHost();
    const { root } = host;
    applyLook(root, shown, light.matches);
    const content: BadgeContent = { view: shown, corner };
    if (badge === null) {
      const { steadySinceMs } = host;
      badge = mount({ root, words, onChange, onGuide, steadySinceMs }, content);
    } else badge.update(content);
    host.attach();
  };

  light.addEventListener('change', () => show(shown), { signal });
  return {
    show,
    /** To be called every second. */
    heartbeat: () => {
      host?.heartbeat();
    },
  };
}

/** The words that came with the view, else the browser's; see `BadgeView.words`. */
function wordsWithFallback(shown: () => BadgeView | null): Words {
  return (key, ...substitutions) => {
    const sent = shown()?.words[key];
    return sent === undefined
      ? browser.i18n.getMessage(key, substitutions)
      : sent.replace(/\$(\d)/g, (_, place) => substitutions[Number(place) - 1] ?? '');
  };
}
