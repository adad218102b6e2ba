import type { TroubleKind } from '../domain/venue-status';

/** What a status other than 2xx means for us. 418 is how Binance says that it has banned the address. */
export function troubleOfStatus(status: number): TroubleKind {
  switch (status) {
    case 408:
      return 'timeout';
    case 418:
      return 'banned';
    case 429:
      return 'rate-limited';
    case 451:
      return 'region';
    case 403:
    // A doorkeeper's riddle for browsers: 202 and not a word.
    case 202:
      return 'forbidden';
    default:
      return status >= 500 ? 'server' : 'refused';
  }
}

/** The Retry-After header (seconds or a date) as a wait in ms; null when absent or unreadable. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
