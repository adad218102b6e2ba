/** A 32-bit value as the shortest decimal that is still the same 32-bit value: 0.0001, not 0.00010000000474974513. */
export function shortestDecimal(value: number): number {
  if (!Number.isFinite(value) || Math.fround(value) !== value) return value;
  for (const digits of [7, 8]) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return Number(value.toPrecision(9));
}
