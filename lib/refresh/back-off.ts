import { DAY_MS, MINUTE_MS } from '../domain/time';
import type { Trouble, TroubleKind } from '../domain/venue-status';
import type { VenueError } from '../http/venue-error';

/** The wait where the venue states none; null: exponential back-off. */
const WAIT_MS: Record<TroubleKind, number | null> = {
  'rate-limited': MINUTE_MS,
  banned: 10 * MINUTE_MS,
  region: 60 * MINUTE_MS,
  'nothing-listed': 60 * MINUTE_MS,
  forbidden: 10 * MINUTE_MS,
  // Granting the permission starts a refresh of its own.
  permission: 60 * MINUTE_MS,
  redirected: null,
  offline: null,
  timeout: null,
  server: null,
  'not-json': null,
  shape: null,
  refused: null,
};

/** Added to each wait, as venues state theirs in whole seconds. */
const GRACE_MS = 1_000;

/** A longer stated wait is taken for a mistake (ms for s): after a day, one request finds out. */
const MAX_WAIT_MS = DAY_MS;
/** Binance's longest ban. https://developers.binance.com/docs/derivatives/usds-margined-futures/general-info */
const MAX_BAN_MS = 3 * DAY_MS;

/**
 * The trouble with its wait. `failures`: refreshes that have failed in a row; `random`: 0..1, jitter against many clients at once,
 * which never shortens a stated wait.
 */
export function backOffAfter(
  error: VenueError,
  failures: number,
  nowMs: number,
  random: number,
): Trouble {
  const { kind, message: detail, retryAfterMs } = error;
  const exponential = Math.min(30_000 * 2 ** failures, 10 * MINUTE_MS) * (1 + random * 0.2);
  const waitMs = retryAfterMs ?? WAIT_MS[kind] ?? exponential;
  const isFirm = kind === 'banned' && retryAfterMs !== null && retryAfterMs <= MAX_BAN_MS;
  const retryAtMs = nowMs + Math.min(waitMs, MAX_WAIT_MS) + GRACE_MS;
  return { kind, detail, sinceMs: nowMs, retryAtMs, isFirm };
}

/**
 * Whether the user's own "refresh now" may end the wait. If the venue asked for it, only after a warning (`warned`); during a ban
 * of stated length, never.
 */
export function mayBeForced({ kind, isFirm }: Trouble, warned: boolean): boolean {
  if (kind !== 'rate-limited' && kind !== 'banned') return true;
  return warned && isFirm !== true;
}
