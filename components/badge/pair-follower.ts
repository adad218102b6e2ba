/**
 * Keeps the badge with the pair that the page shows: the old score goes the moment the address is about to change, and
 * an answer counts only while its pair is the one at the page's address. Knows no browser; what it needs is passed in.
 */
import type { BadgeView } from '../../lib/messages/protocol';
import type { ViewedPair } from '../../lib/venues/pages-contract';

export interface FollowerParts {
  pairAt: (url: URL) => ViewedPair | null;
  /** The page's address as it is now. */
  here: () => URL;
  /** Asks the worker. Rejects while it can't be reached. */
  ask: (pair: ViewedPair | null) => Promise<BadgeView | null>;
  show: (view: BadgeView | null) => void;
  /** Waits; rejects when the page or the extension goes. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Ms since any moment, never set back. */
  nowMs: () => number;
}

export interface PairFollower {
  /** The page is, or is about to be, at `url`. */
  goTo: (url: URL) => void;
  /** The worker sent a newer view of `pair`. */
  receive: (pair: ViewedPair, view: BadgeView | null) => void;
  /** Asks again for the same pair, e.g. when the tab is looked at after a while. */
  askAgain: () => void;
  stop: () => void;
}

/** A worker that was just replaced is back within a second or two. */
const RETRIES_MS = [300, 1_000, 3_000, 10_000];

/** A page may move a thousand times a second: so many questions at once, and no more in so long. */
const BURST = 5;
const BURST_MS = 2_000;

export function createPairFollower(parts: FollowerParts): PairFollower {
  const { pairAt, here, ask, show, sleep, nowMs } = parts;
  let pair: ViewedPair | null = null;
  /** One question at a time, the last one wins: whatever comes while one is in flight is asked after it, once. */
  let isAsking = false;
  let isOutdated = false;
  const life = new AbortController();
  /** What is waited for before a question is tried again. */
  let pause: AbortController | null = null;
  let askedAtMs: number[] = [];

  const goTo = (url: URL) => {
    const next = pairAt(url);
    if (isSamePair(pair, next)) return;
    pair = next;
    show(null);
    begin();
  };
  /** A move that was announced may not have happened: then the badge goes back to where the page still is. */
  const showIfHere = (of: ViewedPair, view: BadgeView | null) => {
    if (isSamePair(pairAt(here()), of)) show(view);
    else goTo(here());
  };
  /** Waits, until it is called off. */
  const rest = async (ms: number, until: AbortController) => {
    await sleep(ms, until.signal).catch(() => undefined);
  };
  /** How long until another question may be asked, ms. */
  const paceMs = () => {
    askedAtMs = askedAtMs.filter((atMs) => nowMs() - atMs < BURST_MS);
    const [first] = askedAtMs;
    return askedAtMs.length < BURST || first === undefined ? 0 : first + BURST_MS - nowMs();
  };
  const isOver = (): boolean => life.signal.aborted;
  const hasMovedOn = (): boolean => isOutdated;
  const askUntilAnswered = async () => {
    let failures = 0;
    do {
      // Called off by nothing that the page does: this is what bounds the worker's work.
      const waitMs = paceMs();
      if (waitMs > 0) await rest(waitMs, life);
      if (isOver()) return;
      askedAtMs.push(nowMs());
      isOutdated = false;
      const wanted = pair;
      const answer = await ask(wanted).then(
        (view) => ({ view }),
        // It is tried again below, and each minute; the badge has no place to say more.
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
      pause = new AbortController();
      await rest(retryMs, pause);
      pause = null;
      if (!isSamePair(pair, wanted)) failures = 0;
      isOutdated = true;
    } while (isOutdated);
    // In the same turn as the last look at it: a move in between would be lost.
    isAsking = false;
  };
  const begin = () => {
    isOutdated = true;
    pause?.abort();
    if (isAsking || life.signal.aborted) return;
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
      life.abort();
      pause?.abort();
      pair = null;
      show(null);
    },
  };
}

export function isSamePair(a: ViewedPair | null, b: ViewedPair | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.venue === b.venue && a.symbol === b.symbol && a.market === b.market && a.byTitle === b.byTitle
  );
}
