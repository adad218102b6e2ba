/** Ages of rows and boards. Exchange times are converted to this machine's clock first. Pure. */
import { isKnownAge } from '../domain/age';
import type { PerpState, VenueBoard } from '../domain/board';
import type { VenueStatus } from '../domain/venue-status';

/**
 * Age of the oldest value of the row, ms; negative when one of them is dated in the future; null when none has a time.
 */
export function rowAgeMs(
  { reading, openInterest }: PerpState,
  nowMs: number,
  clockSkewMs: number,
): number | null {
  const ages = [reading?.pricedAtMs, openInterest?.atMs].flatMap((atMs) =>
    atMs === undefined ? [] : [nowMs + clockSkewMs - atMs],
  );
  if (ages.length === 0) return null;
  const impossible = ages.find((ageMs) => !isKnownAge(ageMs));
  return impossible ?? Math.max(0, ...ages);
}

/** When a venue was last refreshed, on this machine's clock; null when it never was. */
export function refreshedAtMs(
  status: VenueStatus | undefined,
  board: VenueBoard | undefined,
): number | null {
  const completedAtMs = status?.refreshedAtMs ?? null;
  if (completedAtMs !== null || board === undefined) return completedAtMs;
  return board.asOfMs - (status?.clockSkewMs ?? 0);
}

/** The oldest refresh among the venues without trouble; among all when every one has trouble. Null before the first. */
export function boardUpdatedAtMs(
  boards: readonly VenueBoard[],
  statuses: readonly VenueStatus[],
): number | null {
  const times = (list: readonly VenueBoard[]) =>
    list
      .map((board) =>
        refreshedAtMs(
          statuses.find((s) => s.venue === board.venue),
          board,
        ),
      )
      .filter((time) => time !== null);
  const troubled = new Set(statuses.filter((s) => s.trouble !== null).map((s) => s.venue));
  const healthy = times(boards.filter(({ venue }) => !troubled.has(venue)));
  const candidates = healthy.length > 0 ? healthy : times(boards);
  return candidates.length === 0 ? null : Math.min(...candidates);
}
