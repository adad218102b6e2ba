import { CEILINGS_KB } from '../tools/sizes';

interface Goal {
  text: string;
  holds: (median: number) => boolean;
}

const atMost = (most: number): Goal => ({ text: `≤ ${most}`, holds: (median) => median <= most });
const atLeast = (least: number): Goal => ({
  text: `≥ ${least}`,
  holds: (median) => median >= least,
});

const VENUES = ['binance', 'bitget', 'bybit', 'gate', 'hyperliquid', 'okx'];

const GOALS: Record<string, Goal> = {
  'pipeline.vs-json-parse': atMost(2),
  'pipeline.ccxt-vs-ours': atLeast(1.5),
  'six-venues.refresh-of-3500': atMost(300),
  ...Object.fromEntries(
    VENUES.flatMap((venue) => [
      [`six-venues.${venue}.vs-json-parse`, atMost(2)],
      [`six-venues.${venue}.ccxt-vs-ours`, atLeast(1.5)],
    ]),
  ),
  'append.snapshot': atMost(5),
  'append.rows-vs-snapshot': atLeast(20),
  'history.read-24h': atMost(2),
  'history.read-7d': atMost(4),
  'history.read-30d': atMost(8),
  'history.compact-a-day': atMost(300),
  'history.compact-slice': atMost(100),
  'history.prune': atMost(50),
  'history.disk': atMost(60),
  'popup.vs-blank': atMost(1.5),
  'popup.six-venues-vs-blank': atMost(1.5),
  // The other build is the one before the change.
  'cold-start.message-vs-other': atMost(1.1),
  'cold-start.score-vs-other': atMost(1.1),
  // 60 a second, with a margin for the clock's resolution.
  'frames.scrolling-4000': atMost(17),
  'frames.late': atMost(5),
  'detail.drawn-30d': atMost(120),
  // 200 of it is the wait for the page to settle; see components/badge/settled.ts.
  'badge.visible': atMost(450),
  'badge.main-thread': atMost(10),
  ...Object.fromEntries(
    Object.entries(CEILINGS_KB).map(([name, kilobytes]) => [`sizes.${name}`, atMost(kilobytes)]),
  ),
  'heap.after-100-refreshes': atMost(10),
  'heap.after-500-refreshes': atMost(10),
  'heap.growth-of-last-250': atMost(0.5),
};

/** The limit of a figure; null where there is none. */
export function goalOf(name: string): Goal | null {
  return GOALS[name] ?? null;
}
