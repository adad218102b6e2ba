/** Points of a score as whole numbers: the one rule, for what is shown, recorded and compared. */

/**
 * Halves go up, and nothing is above 100. Binary fractions can turn 11.5 into 11.499999999999998; a billionth of a point
 * is below the precision of any input.
 */
export function roundHalfUp(points: number): number {
  return Math.min(100, Math.floor(points + 0.5 + 1e-9));
}

/** The same of signed points: −34.5 is −35, as its score is 35. */
export function wholePoints(raw: number): number {
  const size = roundHalfUp(Math.abs(raw));
  return raw < 0 && size > 0 ? -size : size;
}
