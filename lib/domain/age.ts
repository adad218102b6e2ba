/** Ages of values whose times are from other clocks, which may be wrong. */

/** More than correct clocks differ by. The age of a value from further in the future is unknown. */
const MOST_AHEAD_MS = 120_000;

export function isKnownAge(ageMs: number): boolean {
  return ageMs >= -MOST_AHEAD_MS;
}

/** Whether a value is older than `limitMs`, or its age unknown. */
export function isStaleAge(ageMs: number, limitMs: number): boolean {
  return ageMs > limitMs || !isKnownAge(ageMs);
}
