/**
 * "The nearest sample within a tolerance", the definition behind every change over a window: the sample whose time is the least
 * distance from the target, if that is at most the tolerance; of two equally near, the earlier one. Nothing is interpolated.
 *
 * A sample's time: one of our log has that of its measurement (open interest: the exchange's own time; a price: the
 * refresh); one of a venue's history what the venue states; one of the recorded series the start of its 5-minute slot, and
 * a half-hour mean the middle of the samples that are in it.
 */

/** Whether a sample takes the place of the best so far (null: none). Samples are offered oldest first. */
export function isNearer(
  atMs: number,
  bestAtMs: number | null,
  targetMs: number,
  toleranceMs: number,
): boolean {
  const distanceMs = Math.abs(atMs - targetMs);
  // Written so that NaN is no time.
  if (!(distanceMs <= toleranceMs)) return false;
  return bestAtMs === null || distanceMs < Math.abs(bestAtMs - targetMs);
}

/** The index of the nearest accepted sample in `times`, which never fall; null when none is within the tolerance. */
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

/** The first index whose time is not before `fromMs`; the length when there is none. */
function firstFrom(times: ArrayLike<number>, fromMs: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) < fromMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
