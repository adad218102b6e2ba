/**
 * The period of a funding rate. Venues shorten it when a rate meets its cap and lengthen it again later, always at a payment, and
 * what they state can be ahead of that payment or behind it. So it is checked against the time of the next payment. Pure.
 */
import { HOUR_MS } from '../../domain/time';

/** Those in use; each divides the UTC day, and every venue pays on its full hours. */
const USUAL_HOURS = [1, 2, 4, 8];
const MAX_HOURS = 24;
/** Some venues state the payment after the next one up to a minute early. */
const EARLY_MS = 120_000;

/** Whole hours from 1 to 24; null for anything else (another unit, 0, a fault). */
export function periodOrNull(hours: number | null | undefined): number | null {
  const isPeriod = Number.isInteger(hours) && Number(hours) >= 1 && Number(hours) <= MAX_HOURS;
  return isPeriod ? Number(hours) : null;
}

/**
 * The first of `statedHours` that can end with the payment at `nextMs`: a payment on its grid, no further away than the period is
 * long. Else the only usual period that can; null when several can. `atMs`: when the rate was stated. A next payment that is
 * missing, over or not on a full hour is no evidence, nor is a rate of the very second of a payment: then the first stated one.
 */
export function periodEndingAt(
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

/**
 * The period that is stated with a rate, corrected by the next payment; without one, `knownHours` (from a listing that may be an
 * hour old), if the payment does not contradict it.
 */
export function periodWithRate(
  statedHours: number | null | undefined,
  knownHours: number | null,
  nextMs: number | null,
  atMs: number,
): number | null {
  const stated = periodOrNull(statedHours);
  return periodEndingAt([stated ?? knownHours], nextMs, atMs) ?? stated;
}

/** The next payment of a period of whole hours, ms; null without a period. */
export function nextPaymentMs(periodHours: number | null, atMs: number): number | null {
  const periodMs = (periodHours ?? 0) * HOUR_MS;
  return periodMs > 0 ? (Math.floor(atMs / periodMs) + 1) * periodMs : null;
}

/** A stated payment; null when it is more than 25 h from the time of the statement. */
export function paymentOrNull(nextMs: number | null | undefined, atMs: number): number | null {
  if (nextMs === null || nextMs === undefined) return null;
  return Math.abs(nextMs - atMs) <= (MAX_HOURS + 1) * HOUR_MS ? nextMs : null;
}
