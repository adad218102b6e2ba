/** What can happen to a venue, and where it ends. A venue added to the registry is in the matrix by itself. */
import type { TroubleKind } from '../../../lib/domain/venue-status';
import type { FaultKind } from '../../market';
import { MarketClock } from '../../market/server/clock';
import { MarketCore } from '../../market/server/market';
import { MARKET_VENUES } from '../../market/venues/registry';
import type { StoryKind } from '../../market/world/stories';
import type { World } from '../../market/world/world';
import { createWorld } from '../../market/world/world';

const MINUTE_MS = 60_000;
export const EPOCH_MS = Date.UTC(2026, 2, 2);
/** Everybody's first refresh; and the one that the fault meets, when the listing's and the settlement's time is over. */
export const WARM_MS = EPOCH_MS + 20_000;
export const FAULT_MS = EPOCH_MS + 8 * MINUTE_MS;

export interface Failure {
  name: string;
  fault: FaultKind;
  kind: (venue: string) => TroubleKind;
  /** The least that the venue is left alone for. */
  waitMs: (venue: string) => number;
}

const always =
  <T>(value: T) =>
  (): T =>
    value;
const briefly = always(30_000);
const status = (code: number, retryAfterS?: number): FaultKind => ({
  kind: 'status',
  status: code,
  retryAfterS,
});

export const FAILURES: readonly Failure[] = [
  { name: 'no answer', fault: { kind: 'hang' }, kind: always('timeout'), waitMs: briefly },
  {
    name: '429',
    fault: status(429, 90),
    kind: always('rate-limited'),
    // One of them says for how long.
    waitMs: (venue) => (venue === 'binance' ? 90_000 : MINUTE_MS),
  },
  {
    name: '403 and a page',
    fault: status(403),
    // Bybit's page says that it is about where we are.
    kind: (venue) => (venue === 'bybit' ? 'region' : 'forbidden'),
    waitMs: (venue) => (venue === 'bybit' ? 60 : 10) * MINUTE_MS,
  },
  { name: '451', fault: status(451), kind: always('region'), waitMs: always(60 * MINUTE_MS) },
  { name: '500', fault: status(500), kind: always('server'), waitMs: briefly },
  { name: '503', fault: status(503), kind: always('server'), waitMs: briefly },
  { name: 'a redirect', fault: status(302), kind: always('redirected'), waitMs: briefly },
  {
    name: 'more than can be',
    fault: { kind: 'flood', bytes: 9_000_000 },
    kind: always('not-json'),
    waitMs: briefly,
  },
  { name: 'half a body', fault: { kind: 'truncate' }, kind: always('not-json'), waitMs: briefly },
  {
    name: 'another shape',
    fault: { kind: 'wrong-shape' },
    kind: always('shape'),
    waitMs: briefly,
  },
  {
    name: 'values of another type',
    fault: { kind: 'wrong-types' },
    kind: always('shape'),
    waitMs: briefly,
  },
  { name: 'an empty list', fault: { kind: 'empty-list' }, kind: always('shape'), waitMs: briefly },
];

/** Two dozen assets: nothing here depends on how many there are. */
function smallWorld(): World {
  const world = createWorld(20_260_301, EPOCH_MS);
  const inStory = new Set(world.stories.map(({ asset }) => asset));
  return {
    ...world,
    crypto: world.crypto.filter(({ name, rank }) => rank < 12 || inStory.has(name)),
    tokenised: world.tokenised.slice(0, 3),
    settled: world.settled.slice(0, 5),
  };
}

const SMALL_WORLD = smallWorld();

/**
 * A market in which nobody is listed or settled; or where that happens at one venue, and the others are not there yet
 * or have always had it.
 */
export function smallMarket(atMs: number, event?: { venue: string; kind: StoryKind }): MarketCore {
  const isListing = ({ kind }: { kind: StoryKind }) => kind === 'listing' || kind === 'settlement';
  const quiet = {
    ...SMALL_WORLD,
    stories: SMALL_WORLD.stories.filter((story) => !isListing(story)),
  };
  const eventful = {
    ...SMALL_WORLD,
    stories: SMALL_WORLD.stories.filter((story) => !isListing(story) || story.kind === event?.kind),
  };
  const venues = MARKET_VENUES.map((venue) => ({
    ...venue,
    open: () => venue.open(venue.id === event?.venue ? eventful : quiet),
  }));
  return new MarketCore(SMALL_WORLD, new MarketClock(atMs, 0), venues);
}
