/** What a refresh costs on average, by the worker's own plan. Pure. */
import type { VenueBoard } from '../domain/board';
import { MINUTE_MS } from '../domain/time';
import type { RefreshCost } from '../domain/venue-status';
import type { Settings } from '../settings/settings';
import { isVenueOn } from '../settings/settings';
import type { Venue } from '../venues/contract';
import { byPriority, sweepQueue } from './plan';

/** One entry per venue that is on and has a board, for the rate limit that its refresh uses most. */
export function refreshCosts(
  venues: readonly Venue[],
  boards: readonly VenueBoard[],
  settings: Settings,
): RefreshCost[] {
  return venues.flatMap((venue) => {
    const board = boards.find((candidate) => candidate.venue === venue.id);
    if (board === undefined || !isVenueOn(venue, settings)) return [];
    return costOf(venue, board, settings);
  });
}

function costOf(venue: Venue, board: VenueBoard, settings: Settings): RefreshCost[] {
  const watched = settings.watchlist
    .filter((key) => key.startsWith(`${venue.id}:`))
    .map((key) => key.slice(venue.id.length + 1));
  const first = new Set(watched);
  const minutes = settings.refreshPeriodMinutes;
  const asked =
    venue.openInterest === null
      ? 0
      : sweepQueue(byPriority(board.perpStates, first), first, minutes).length;
  const costs = venue.budgets.map(({ id, ceiling, windowMs }) => {
    const perRefresh = (venue.snapshot.cost[id] ?? 0) + asked * (venue.openInterest?.cost[id] ?? 0);
    const ceilingPerMinute = (ceiling * MINUTE_MS) / windowMs;
    return { perMinute: perRefresh / minutes, ceilingPerMinute };
  });
  const share = (cost: { perMinute: number; ceilingPerMinute: number }) =>
    cost.perMinute / cost.ceilingPerMinute;
  return costs
    .sort((a, b) => share(b) - share(a))
    .slice(0, 1)
    .map((cost) => ({
      ...cost,
      venue: venue.id,
      symbols: board.perpStates.length,
      symbolsPerRefresh: asked,
    }));
}
