/** Ages of what is stated by clocks that are not this machine's, or were not right. */

/** More than clocks that are right differ by. What is measured later than that is of an unknown age. */
const MOST_AHEAD_MS = 120_000;

export function isKnownAge(ageMs: number): boolean {
  return ageMs >= -MOST_AHEAD_MS;
}

/** Whether something looks old: it is, or nobody knows how old it is. */
export function isOldAge(ageMs: number, limitMs: number): boolean {
  return ageMs > limitMs || !isKnownAge(ageMs);
}
