/**
 * Funding in per cent, as the score reads it. Periods are not comparable across symbols as quoted,
 * so short ones (under 4 h) count as their 8 h equivalent, derived here and nowhere else.
 */
export function fundingPct(rate: number | null, periodHours: number | null): number | null {
  if (rate === null || periodHours === null) return null;
  return periodHours < 4 ? toEightHours(rate, periodHours) : rate * 100;
}

/** The 8 h equivalent in per cent, whatever the period. */
export function funding8hPct(rate: number | null, periodHours: number | null): number | null {
  if (rate === null || periodHours === null) return null;
  return toEightHours(rate, periodHours);
}

function toEightHours(rate: number, periodHours: number): number {
  return (rate * 100 * 8) / periodHours;
}

/** (mark − index) / index in per cent; null when either is missing or the index is not positive. */
export function basisPct(markPrice: number | null, indexPrice: number | null): number | null {
  if (markPrice === null || indexPrice === null || indexPrice <= 0) return null;
  return ((markPrice - indexPrice) / indexPrice) * 100;
}
