/** Ages and waits in words. */
import { ageParts } from '../../lib/domain/format';
import type { TroubleKind } from '../../lib/domain/venue-status';
import type { MessageKey, Words } from './words';

/** `12 s ago` */
export function ageWords(t: Words, ageMs: number): string {
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

/** `14:05`, in the person's own way of writing times. */
export function clockWords(atMs: number): string {
  return new Date(atMs).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}

export const TROUBLE_WORDS: Record<TroubleKind, MessageKey> = {
  offline: 'trouble_offline',
  timeout: 'trouble_timeout',
  'rate-limited': 'trouble_rate_limited',
  banned: 'trouble_banned',
  region: 'trouble_region',
  forbidden: 'trouble_forbidden',
  server: 'trouble_server',
  'not-json': 'trouble_not_json',
  shape: 'trouble_shape',
  refused: 'trouble_refused',
  permission: 'trouble_permission',
};
