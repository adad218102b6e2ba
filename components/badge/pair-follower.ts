/**
 * Which pair the page shows, and the view of it. The old view goes as soon as the address is about to change, and an answer
 * counts only while its pair is the one at the page's address. No browser API; everything is passed in.
 */
import type { BadgeView } from '../../lib/messages/protocol';
import type { SitePages, ViewedPair } from '../../lib/venues/pages-contract';

export interface FollowerParts {
  pairAt: (url: URL) => ViewedPair | null;
  /** The page's address as it is now. */
  here: () => URL;
  /** Asks the worker. Rejects while it cannot be reached. */
  ask: (pair: ViewedPair | null) => Promise<BadgeView | null>;
  show: (view: BadgeView | null) => void;
  /** Rejects once `signal` aborts. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** A monotonic clock, ms. */
  nowMs: () => number;
}

export interface PairFollower {
  /** To be called when the page is, or is about to be, at `url`. */
  goTo: (url: URL) => void;
  /** To be called when the worker sent a newer view of `pair`. */
  receive: (pair: ViewedPair, view: BadgeView | null) => void;
  /** Asks again for the same pair, e.g. when the tab becomes visible. */
  askAgain: () => void;
  stop: () => void;
}

/** Back-off. An updated worker is back within a second or two. */
const RETRIES_MS = [300, 1_000, 3_000, 10_000];

/** Rate limit, since a page may navigate a thousand times a second: `BURST` requests in any `BURST_MS`. */
const BURST = 5;
const BURST_MS = 2_000;

export function createPairFollower(parts: FollowerParts): PairFollower {
  const { pairAt, here, ask, show, sleep, nowMs } = parts;
  let pair: ViewedPair | null = null;
  /** One request at a time; whatever comes while it is in flight leads to one more. */
  let isAsking = false;
  let isOutdated = false;
  const lifetime = new AbortController();
  /** The wait before a retry; a navigation aborts it. */
  let retryWait: AbortController | null = null;
  let askedAtMs: number[] = [];

  const goTo = (url: URL) => {
    const next = pairAt(url);
    if (isSamePair(pair, next)) return;
    pair = next;
    show(null);
    begin();
  };
  /** An announced navigation may not have happened: then follow the page back to where it still is. */
  const showIfHere = (of: ViewedPair, view: BadgeView | null) => {
    if (isSamePair(pairAt(here()), of)) show(view);
    else goTo(here());
  };
  /** Resolves after `ms`, or once `until` aborts. */
  const pause = async (ms: number, until: AbortController) => {
    await sleep(ms, until.signal).catch(() => undefined);
  };
  /** How long the rate limit delays the next request, ms. */
  const delayMs = () => {
    askedAtMs = askedAtMs.filter((atMs) => nowMs() - atMs < BURST_MS);
    const [first] = askedAtMs;
    return askedAtMs.length < BURST || first === undefined ? 0 : first + BURST_MS - nowMs();
  };
  const isOver = (): boolean => lifetime.signal.aborted;
  const hasMovedOn = (): boolean => isOutdated;
  const askUntilAnswered = async () => {
    let failures = 0;
    do {
      // Nothing that the page does shortens this wait: it bounds the worker's load.
      const waitMs = delayMs();
      if (waitMs > 0) await pause(waitMs, lifetime);
      if (isOver()) return;
      askedAtMs.push(nowMs());
      isOutdated = false;
      const wanted = pair;
      const answer = await ask(wanted).then(
        (view) => ({ view }),
        // Retried below, and each minute.
        () => null,
      );
      if (isOver()) return;
      if (hasMovedOn()) continue;
      if (answer !== null) {
        if (wanted !== null) showIfHere(wanted, answer.view);
        continue;
      }
      const retryMs = RETRIES_MS[failures];
      if (retryMs === undefined) break;
      failures += 1;
      retryWait = new AbortController();
      await pause(retryMs, retryWait);
      retryWait = null;
      if (!isSamePair(pair, wanted)) failures = 0;
      isOutdated = true;
    } while (isOutdated);
    // In the same turn as the check of `isOutdated`: a navigation in between would be lost.
    isAsking = false;
  };
  const begin = () => {
    isOutdated = true;
    retryWait?.abort();
    if (isAsking || lifetime.signal.aborted) return;
    isAsking = true;
    askUntilAnswered().catch(() => {
      isAsking = false;
    });
  };

  return {
    goTo,
    receive(of, view) {
      if (isSamePair(pair, of)) showIfHere(of, view);
    },
    askAgain: () => {
      if (pair !== null) begin();
    },
    stop() {
      lifetime.abort();
      retryWait?.abort();
      pair = null;
      show(null);
    },
  };
}

function isSamePair(a: ViewedPair | null, b: ViewedPair | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.venue === b.venue && a.symbol === b.symbol && a.market === b.market && a.byTitle === b.byTitle
  );
}

/**
 * Reads the pair from the address, else from the title. Titles lag behind the address and keep updating with the old
 * pair's price, so a pair in the title at a navigation belongs to the last address until the title names another one.
 * `first` is the address the page was loaded at, whose title is current.
 */
export function createPairReader(
  site: SitePages,
  first: URL,
): (url: URL, title: string) => ViewedPair | null {
  let address = addressOf(first);
  let stalePair: ViewedPair | null = null;
  return (url, title) => {
    const inTitle = site.pairInTitle?.(url, title) ?? null;
    if (addressOf(url) !== address) {
      address = addressOf(url);
      stalePair = inTitle;
    } else if (!isSamePair(inTitle, stalePair)) stalePair = null;
    return site.pairAt(url) ?? (isSamePair(inTitle, stalePair) ? null : inTitle);
  };
}

/** Without the hash, which names no pair on any site. */
function addressOf({ origin, pathname, search }: URL): string {
  return origin + pathname + search;
}
