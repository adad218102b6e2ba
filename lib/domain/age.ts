/** Ages of values dated by other clocks, which may be wrong. */

/** The largest difference between correct clocks. A value dated further in the future has no known age. */
const MOST_AHEAD_MS = 120_000;

export function isKnownAge(ageMs: number): boolean {
  return ageMs >= -MOST_AHEAD_MS;
}

/** Whether a value is older than `limitMs`, or its age unknown. */
export function isStaleAge(ageMs: number, limitMs: number): boolean {
  return ageMs > limitMs || !isKnownAge(ageMs);
}
