/**
 * Keeps the badge with the pair that the page shows: the old score goes the moment the address changes, and an answer
 * counts only while its pair is still the one on the page. Knows no browser; what it needs is passed in.
 */
import type { BadgeView } from '../../lib/messages/protocol';
import type { ViewedPair } from '../../lib/venues/pages-contract';

export interface FollowerParts {
  pairAt: (url: URL) => ViewedPair | null;
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

export function createPairFollower({ pairAt, ask, show, sleep }: FollowerParts): PairFollower {
  let pair: ViewedPair | null = null;
  let turn = new AbortController();

  const follow = async (wanted: ViewedPair | null, signal: AbortSignal) => {
    for (const waitMs of [...RETRIES_MS, null]) {
      try {
        const view = await ask(wanted);
        if (!signal.aborted && wanted !== null) show(view);
        return;
      } catch (error) {
        if (waitMs === null || signal.aborted) return void error;
        await sleep(waitMs, signal);
        if (signal.aborted) return;
      }
    }
  };
  const begin = () => {
    turn.abort();
    turn = new AbortController();
    follow(pair, turn.signal).catch(() => undefined);
  };

  return {
    goTo(url) {
      const next = pairAt(url);
      if (isSamePair(pair, next)) return;
      pair = next;
      show(null);
      begin();
    },
    receive(of, view) {
      if (isSamePair(pair, of)) show(view);
    },
    askAgain: () => {
      if (pair !== null) begin();
    },
    stop() {
      turn.abort();
      pair = null;
      show(null);
    },
  };
}

export function isSamePair(a: ViewedPair | null, b: ViewedPair | null): boolean {
  if (a === null || b === null) return a === b;
  return a.venue === b.venue && a.symbol === b.symbol && a.market === b.market;
}
