/** Ages and waits in words. */
import { isKnownAge } from '../../lib/domain/age';
import { ageParts } from '../../lib/domain/format';
import type { Collecting, TroubleKind } from '../../lib/domain/venue-status';
import type { MessageKey, Words } from './words';
import { HOUR_MS } from '../../lib/domain/time';

/** `12 s ago`; `at an unknown time` for a time in the future. */
export function ageWords(t: Words, ageMs: number): string {
  if (!isKnownAge(ageMs)) return t('age_unknown');
  const { count, unit } = ageParts(ageMs);
  return t(`age_${unit}`, String(count));
}

/** `3 h 12 min`, `12 min`, `under a minute`. */
export function waitWords(t: Words, waitMs: number): string {
  const minutes = Math.floor(Math.max(0, waitMs) / 60_000);
  if (minutes < 1) return t('popup_wait_soon');
  if (minutes < 60) return t('popup_wait_minutes', String(minutes));
  return t('popup_wait_hours', String(Math.floor(minutes / 60)), String(minutes % 60));
}

/** `1 s`, `5 min`, `24 h`, for a round length of time. */
export function spanWords(t: Words, spanMs: number): string {
  if (spanMs < 60_000) return t('popup_span_seconds', String(spanMs / 1000));
  if (spanMs < HOUR_MS) return t('popup_wait_minutes', String(spanMs / 60_000));
  return t('popup_span_hours', String(spanMs / HOUR_MS));
}

/** `1 h ready, 4 h in 2 h 10 min, 24 h in 17 h`; without minutes from ten hours on, which would be false precision. */
export function collectingWords(t: Words, collecting: Collecting, nowMs: number): string {
  return collecting
    .map(({ windowMs, readyAtMs }) => {
      const span = spanWords(t, windowMs);
      if (readyAtMs === null) return t('popup_window_ready', span);
      const waitMs = readyAtMs - nowMs;
      const hours = Math.round(waitMs / HOUR_MS);
      const wait = hours < 10 ? waitWords(t, waitMs) : t('popup_span_hours', String(hours));
      return t('popup_window_in', span, wait);
    })
    .join(', ');
}

/** `14:05`, in the user's locale. */
function clockWords(atMs: number): string {
  return new Date(atMs).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}

/** `14:05`, with the date unless it is clear: `4 Mar 2026, 14:05`. */
export function momentWords(atMs: number, nowMs: number): string {
  if (Math.abs(atMs - nowMs) < 12 * HOUR_MS) return clockWords(atMs);
  return new Date(atMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** `3 March 2026`, in the user's locale. */
export function dayWords(atMs: number): string {
  return new Date(atMs).toLocaleDateString(undefined, { dateStyle: 'long' });
}

/** `Mar 2026`, of a day such as `2026-03-14`, in the user's locale. */
export function monthWords(day: string): string {
  const style = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(day).toLocaleDateString(undefined, style);
}

/** As `momentWords`, with seconds for times that are near. */
export function untilWords(atMs: number, nowMs: number): string {
  return atMs - nowMs < 12 * HOUR_MS ? exactClockWords(atMs) : momentWords(atMs, nowMs);
}

/** `14:05:09` */
export function exactClockWords(atMs: number): string {
  return new Date(atMs).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

export const TROUBLE_WORDS: Record<TroubleKind, MessageKey> = {
  offline: 'trouble_offline',
  timeout: 'trouble_timeout',
  'rate-limited': 'trouble_rate_limited',
  banned: 'trouble_banned',
  region: 'trouble_region',
  'nothing-listed': 'trouble_nothing_listed',
  forbidden: 'trouble_forbidden',
  redirected: 'trouble_redirected',
  server: 'trouble_server',
  'not-json': 'trouble_not_json',
  shape: 'trouble_shape',
  refused: 'trouble_refused',
  permission: 'trouble_permission',
};
