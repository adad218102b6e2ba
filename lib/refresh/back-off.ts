import type { Trouble, TroubleKind } from '../domain/venue-status';
import type { VenueError } from '../http/venue-error';

const MINUTE_MS = 60_000;

/** How long to stay away when the venue does not say; null: the longer, the more refreshes have failed in a row. */
const WAIT_MS: Record<TroubleKind, number | null> = {
  'rate-limited': MINUTE_MS,
  banned: 10 * MINUTE_MS,
  region: 60 * MINUTE_MS,
  'nothing-listed': 60 * MINUTE_MS,
  forbidden: 10 * MINUTE_MS,
  // Being allowed again is an event of its own.
  permission: 60 * MINUTE_MS,
  offline: null,
  timeout: null,
  server: null,
  'not-json': null,
  shape: null,
  refused: null,
};

/** The venue's own wait is kept to the second, and a second more. */
const GRACE_MS = 1_000;

/** `random` in 0..1 spreads many clients; it never shortens a wait that the venue asked for. */
export function troubleOf(
  error: VenueError,
  failures: number,
  nowMs: number,
  random: number,
): Trouble {
  const growing = Math.min(30_000 * 2 ** failures, 10 * MINUTE_MS) * (1 + random * 0.2);
  const waitMs = (error.retryAfterMs ?? WAIT_MS[error.kind] ?? growing) + GRACE_MS;
  return { kind: error.kind, detail: error.message, sinceMs: nowMs, retryAtMs: nowMs + waitMs };
}

/** Whether the person's own "refresh now" may go before the wait is over: never when the venue asked for it. */
export function mayBeForced(kind: TroubleKind): boolean {
  return kind !== 'rate-limited' && kind !== 'banned';
}
