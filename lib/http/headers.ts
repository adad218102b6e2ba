/**
 * Parses the headers of an answer: its date, the time to wait, and how much of a rate limit this IP address has used.
 * All of it is untrusted input. Pure.
 */
import type { Statement } from './budget';

/** The `Date` header, ms on the venue's clock, in whole seconds; null without a valid one. */
export function headerDate(headers: Headers): number | null {
  const dateMs = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(dateMs) ? null : dateMs;
}

/**
 * The `Retry-After` header as a wait in ms: seconds, or a date, which is compared with the answer's own `Date` where there is
 * one, so that this machine's clock does not matter. Null when it is absent, in the past or neither of both (no signs, no
 * exponents). The back-off decides how much of it counts.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Z][a-z]{2}/.test(text)) return null;
  const waits = [headerDate(headers) ?? Number.NaN, nowMs].map(
    (sinceMs) => Date.parse(text) - sinceMs,
  );
  return waits.find((waitMs) => waitMs >= 0) ?? null;
}

/** A header that is a count; null unless it is digits and nothing else. */
export function headerCount(headers: Headers, name: string): number | null {
  const text = headers.get(name)?.trim() ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** A budget's use by the whole IP address, as one answer states it. */
export interface Stated extends Omit<Statement, 'atMs'> {
  budget: string;
}

/**
 * The use from what remains. `of` is the limit that the venue states with it; where that is not the published one, the same
 * share is taken of the published one. Null when `left` is missing or more than the limit.
 */
export function statedByRemaining(
  budget: string,
  left: number | null,
  of: number | null,
  published: { limit: number; windowMs: number },
): Stated | null {
  const whole = of ?? published.limit;
  if (left === null || whole <= 0 || left > whole) return null;
  return { budget, ...published, used: published.limit * (1 - left / whole) };
}
