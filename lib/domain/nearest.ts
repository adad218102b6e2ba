/**
 * "The nearest sample within a tolerance", the definition behind every change over a window: the sample closest in time
 * to the target, if it is at most the tolerance away; of two at the same distance, the earlier one. Nothing is
 * interpolated.
 *
 * A sample's time: in our log, that of its measurement (open interest: the exchange's own time; a price: the refresh);
 * in a venue's history, what the venue states; in the recorded series, the start of its 5-minute slot, and for a
 * half-hour mean the middle of its samples.
 */

/** Whether a sample takes the place of the best so far (null: none). Samples are offered oldest first. */
export function isNearer(
  atMs: number,
  bestAtMs: number | null,
  targetMs: number,
  toleranceMs: number,
): boolean {
  const distanceMs = Math.abs(atMs - targetMs);
  // Written so that NaN is rejected.
  if (!(distanceMs <= toleranceMs)) return false;
  return bestAtMs === null || distanceMs < Math.abs(bestAtMs - targetMs);
}

/** The index of the nearest accepted sample in `times` (non-decreasing); null when none is within the tolerance. */
export function nearest(
  times: ArrayLike<number>,
  targetMs: number,
  toleranceMs: number,
  accepts: (index: number) => boolean,
): number | null {
  const timeAt = (index: number) => times[index] ?? Number.NaN;
  const isFree = (index: number) =>
    Math.abs(timeAt(index) - targetMs) <= toleranceMs && !accepts(index);
  let after = firstFrom(times, targetMs);
  let before = after - 1;
  while (isFree(before)) before -= 1;
  while (isFree(after)) after += 1;
  let best: number | null = null;
  for (const index of [before, after]) {
    if (isNearer(timeAt(index), best === null ? null : timeAt(best), targetMs, toleranceMs)) {
      best = index;
    }
  }
  return best;
}

/** Index of the first time that is not before `fromMs`; the length when there is none. */
function firstFrom(times: ArrayLike<number>, fromMs: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
