/**
 * What can happen to a venue, and the expected result. A venue added to the registry is in the matrix automatically.
 */
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
/** The first refresh of all; and the refresh that the fault meets, after the listing and the settlement. */
export const WARM_MS = EPOCH_MS + 20_000;
export const FAULT_MS = EPOCH_MS + 8 * MINUTE_MS;

export interface Failure {
  name: string;
  fault: (venue: string) => FaultKind;
  kind: (venue: string) => TroubleKind;
  /** The minimum back-off. */
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

const hasRegions = (venue: string): boolean => /^(bybit|okx)$/.test(venue);

/** Each venue's error body, with HTTP 200. */
function inWords(bodies: Readonly<Record<string, object>>): (venue: string) => FaultKind {
  return (venue) => ({ kind: 'status', status: 200, body: JSON.stringify(bodies[venue] ?? null) });
}

export const FAILURES: readonly Failure[] = [
  {
    name: 'no answer',
    fault: always<FaultKind>({ kind: 'hang' }),
    kind: always('timeout'),
    waitMs: briefly,
  },
  {
    name: '429',
    fault: always(status(429, 90)),
    kind: always('rate-limited'),
    // One of them states for how long.
    waitMs: (venue) => (venue === 'binance' ? 90_000 : MINUTE_MS),
  },
  {
    name: '403 and a page',
    fault: always(status(403)),
    // The text of Bybit's page is about the region.
    kind: (venue) => (venue === 'bybit' ? 'region' : 'forbidden'),
    waitMs: (venue) => (venue === 'bybit' ? 60 : 10) * MINUTE_MS,
  },
  {
    name: '451',
    fault: always(status(451)),
    kind: always('region'),
    waitMs: always(60 * MINUTE_MS),
  },
  { name: '500', fault: always(status(500)), kind: always('server'), waitMs: briefly },
  { name: '503', fault: always(status(503)), kind: always('server'), waitMs: briefly },
  { name: 'a redirect', fault: always(status(302)), kind: always('redirected'), waitMs: briefly },
  {
    name: 'more than can be',
    fault: always<FaultKind>({ kind: 'flood', bytes: 9_000_000 }),
    kind: always('not-json'),
    waitMs: briefly,
  },
  {
    name: 'a body that moves terminals, turns text around and has no end',
    fault: always<FaultKind>({
      kind: 'status',
      status: 500,
      body: `\u001b[2J\u001b]0;owned\u0007\u202E\r\nnot yours\u0000${'x'.repeat(100_000)}`,
    }),
    kind: always('server'),
    waitMs: briefly,
  },
  {
    name: 'half a body',
    fault: always<FaultKind>({ kind: 'truncate' }),
    kind: always('not-json'),
    waitMs: briefly,
  },
  {
    name: 'another shape',
    fault: always<FaultKind>({ kind: 'wrong-shape' }),
    kind: always('shape'),
    waitMs: briefly,
  },
  {
    name: 'values of another type',
    fault: always<FaultKind>({ kind: 'wrong-types' }),
    kind: always('shape'),
    waitMs: briefly,
  },
  {
    name: 'an empty list',
    fault: always<FaultKind>({ kind: 'empty-list' }),
    // With regional hosts, one may list nothing for our region.
    kind: (venue) => (hasRegions(venue) ? 'nothing-listed' : 'shape'),
    waitMs: (venue) => (hasRegions(venue) ? 60 * MINUTE_MS : 30_000),
  },
  {
    name: '202 and not a word',
    fault: always<FaultKind>({ kind: 'status', status: 202, body: '' }),
    kind: always('forbidden'),
    waitMs: always(10 * MINUTE_MS),
  },
  {
    name: 'a page about our country',
    fault: always<FaultKind>({
      kind: 'status',
      status: 403,
      body: '<html>Access is blocked from your country.</html>',
    }),
    kind: always('region'),
    waitMs: always(60 * MINUTE_MS),
  },
  {
    name: 'our region, in HTTP 200',
    fault: inWords({
      binance: { code: 0, msg: 'Not available from a restricted location' },
      bitget: { code: '40104', msg: 'x', requestTime: EPOCH_MS, data: null },
      bybit: { retCode: 10009, retMsg: 'x', result: {}, retExtInfo: {}, time: EPOCH_MS },
      gate: { label: 'FORBIDDEN', message: 'Not in your region' },
      hyperliquid: { status: 'err', response: 'Not in your jurisdiction' },
      okx: { code: '50121', msg: 'x', data: [] },
    }),
    kind: always('region'),
    waitMs: always(60 * MINUTE_MS),
  },
  {
    name: 'a limit, in HTTP 200',
    fault: inWords({
      binance: { code: -1003, msg: 'Too many requests' },
      bitget: { code: '429', msg: 'x', requestTime: EPOCH_MS, data: null },
      bybit: { retCode: 10006, retMsg: 'x', result: {}, retExtInfo: {}, time: EPOCH_MS },
      gate: { label: 'TOO_MANY_REQUESTS', message: 'x' },
      hyperliquid: { status: 'err', response: 'Too many requests' },
      okx: { code: '50040', msg: 'x', data: [] },
    }),
    kind: always('rate-limited'),
    waitMs: always(MINUTE_MS),
  },
  {
    name: 'a time-out of its own',
    fault: (venue) =>
      venue === 'hyperliquid'
        ? status(408)
        : inWords({
            binance: { code: -1007, msg: 'x' },
            bitget: { code: '40910', msg: 'x', requestTime: EPOCH_MS, data: null },
            bybit: { retCode: 10000, retMsg: 'x', result: {}, retExtInfo: {}, time: EPOCH_MS },
            gate: { label: 'SERVER_TIMEOUT', message: 'x' },
            okx: { code: '50004', msg: 'x', data: [] },
          })(venue),
    kind: always('timeout'),
    waitMs: briefly,
  },
];

/** Two dozen assets: nothing here depends on their number. */
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
 * A market without listings or settlements; or with one of them at one venue, while the others list the symbol never or
 * always.
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
