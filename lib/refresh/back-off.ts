import type { Trouble, TroubleKind } from '../domain/venue-status';
import type { VenueError } from '../http/venue-error';
import { MINUTE_MS } from '../domain/time';

/** How long to stay away when the venue does not say; null: the longer, the more refreshes have failed in a row. */
const WAIT_MS: Record<TroubleKind, number | null> = {
  'rate-limited': MINUTE_MS,
  banned: 10 * MINUTE_MS,
  region: 60 * MINUTE_MS,
  'nothing-listed': 60 * MINUTE_MS,
  forbidden: 10 * MINUTE_MS,
  // Being allowed again is an event of its own.
  permission: 60 * MINUTE_MS,
  redirected: null,
  offline: null,
  timeout: null,
  server: null,
  'not-json': null,
  shape: null,
  refused: null,
};

/** The venue's own wait is kept to the second, and a second more. */
const GRACE_MS = 1_000;

/** What a venue names beyond this is a slip (ms for s, a century): a day later one request finds out. */
const LONGEST_WAIT_MS = 24 * 60 * MINUTE_MS;
/** Binance's longest ban. https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info */
const LONGEST_BAN_MS = 3 * 24 * 60 * MINUTE_MS;

/** `random` in 0..1 spreads many clients; it never shortens a wait that the venue asked for. */
export function troubleOf(
  error: VenueError,
  failures: number,
  nowMs: number,
  random: number,
): Trouble {
  const { kind, message: detail, retryAfterMs } = error;
  const growing = Math.min(30_000 * 2 ** failures, 10 * MINUTE_MS) * (1 + random * 0.2);
  const waitMs = retryAfterMs ?? WAIT_MS[kind] ?? growing;
  const isFirm = kind === 'banned' && retryAfterMs !== null && retryAfterMs <= LONGEST_BAN_MS;
  const retryAtMs = nowMs + Math.min(waitMs, LONGEST_WAIT_MS) + GRACE_MS;
  return { kind, detail, sinceMs: nowMs, retryAtMs, isFirm };
}

/**
 * Whether the person's own "refresh now" may go before the wait is over. Where the venue itself asked for it, only when they
 * were `warned`; while a ban runs whose length the venue named, never.
 */
export function mayBeForced({ kind, isFirm }: Trouble, warned: boolean): boolean {
  if (kind !== 'rate-limited' && kind !== 'banned') return true;
  return warned && isFirm !== true;
}
