/**
 * The period that a funding rate is for. Exchanges shorten it when a rate meets its cap, and lengthen it again; they do so at a
 * payment, and what states it can be behind or ahead of that payment. So it is held against the time of the next one. Pure.
 */
import { HOUR_MS } from '../domain/time';

/** Those in use; every venue pays on the full hours of the UTC day that its period divides. */
const USUAL_HOURS = [1, 2, 4, 8];
const LONGEST_HOURS = 24;
/** Some name the payment after the next one up to a minute early. */
const EARLY_MS = 120_000;

/** Whole hours, at least one, at most a day; null for what can't be a period (another unit, 0, a fault). */
export function periodOrNull(hours: number | null | undefined): number | null {
  const isPeriod = Number.isInteger(hours) && Number(hours) >= 1 && Number(hours) <= LONGEST_HOURS;
  return isPeriod ? Number(hours) : null;
}

/**
 * The first of `statedHours` (what is stated, then what was known before) that can be the period that ends with the payment at
 * `nextMs`: on its grid, and no further away than it is long. Else the only usual one that can; null when several can. `atMs`: the
 * moment of the rate. Without a next payment, with one that is over or on no full hour, and in the very second of a payment,
 * nothing speaks against what is stated.
 */
export function periodBeside(
  statedHours: readonly (number | null)[],
  nextMs: number | null,
  atMs: number,
): number | null {
  const stated = statedHours.map(periodOrNull).filter((hours) => hours !== null);
  const isEvidence = nextMs !== null && nextMs > atMs && nextMs % HOUR_MS === 0;
  if (!isEvidence || atMs % HOUR_MS === 0) return stated[0] ?? null;
  const fits = (hours: number) =>
    nextMs % (hours * HOUR_MS) === 0 && nextMs - atMs <= hours * HOUR_MS + EARLY_MS;
  const usual = USUAL_HOURS.filter(fits);
  return stated.find(fits) ?? (usual.length === 1 ? (usual[0] ?? null) : null);
}

/** A payment within a day and a bit of the moment it was stated for; null for what can't be one. */
export function paymentOrNull(nextMs: number | null | undefined, atMs: number): number | null {
  if (nextMs === null || nextMs === undefined) return null;
  return Math.abs(nextMs - atMs) <= (LONGEST_HOURS + 1) * HOUR_MS ? nextMs : null;
}
