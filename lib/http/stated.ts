/** What answers say of their address's use of a limit, in headers: outside data, believed only where it can be. Pure. */
import type { Statement } from './budget';

/** What one answer said, of which budget. */
export interface Stated extends Omit<Statement, 'atMs'> {
  budget: string;
}

/** A count: digits and nothing else, so that -1, NaN, exponents and words are none. */
export function countOf(headers: Headers, name: string): number | null {
  const text = headers.get(name)?.trim() ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** From what is left. Of a limit other than the one we count by, the same share is taken; more left than there is says nothing. */
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
