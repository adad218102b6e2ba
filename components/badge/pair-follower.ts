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

export function createPairFollower(parts: FollowerParts): PairFollower {
  const { pairAt, here, ask, show, sleep } = parts;
  let pair: ViewedPair | null = null;
  /** Null before the first: calling off what never began makes an exception, which takes two milliseconds. */
  let turn: AbortController | null = null;

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
  const follow = async (wanted: ViewedPair | null, signal: AbortSignal) => {
    for (const waitMs of [...RETRIES_MS, null]) {
      const answer = await ask(wanted).then(
        (view) => ({ view }),
        // It is tried again below, and each minute; the badge has no place to say more.
        () => null,
      );
      if (signal.aborted) return;
      if (answer !== null) {
        if (wanted !== null) showIfHere(wanted, answer.view);
        return;
      }
      if (waitMs !== null) await sleep(waitMs, signal);
    }
  };
  const begin = () => {
    turn?.abort();
    turn = new AbortController();
    follow(pair, turn.signal).catch(() => undefined);
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
      turn?.abort();
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
