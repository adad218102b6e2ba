/**
 * Contributions as printed: tenths of a point that add up to the printed total, which rounds to the score shown. Pure.
 */
import type { Factor } from '../domain/inputs';
import { FACTORS } from '../domain/inputs';
import { recordFrom } from '../domain/record-of';
import type { Score } from '../domain/score';

/** In tenths of a point, signed; null where the input is missing. */
export type Tenths = Record<Factor, number | null>;

export interface RoundedContributions {
  parts: Tenths;
  /** The sum of the parts, in tenths, signed. */
  total: number;
}

/** Each part is within a tenth of its true value. */
export function roundedContributions({ raw, score, contributions }: Score): RoundedContributions {
  const total = totalTenths(raw, score);
  const exact = FACTORS.flatMap((factor) => {
    const points = contributions[factor];
    return points === null ? [] : [{ factor, tenths: points * 10 }];
  });
  const parts: Tenths = recordFrom(FACTORS, () => null);
  let left = total;
  for (const { factor, tenths } of exact) {
    parts[factor] = Math.floor(tenths);
    left -= Math.floor(tenths);
  }
  // Largest remainder method: tenths lost by rounding down go to the parts that lost most. A part of exactly 0 stays 0.
  const byLoss = exact
    .filter(({ tenths }) => tenths !== 0)
    .sort((a, b) => fraction(b.tenths) - fraction(a.tenths));
  for (const { factor } of byLoss) {
    const step = Math.sign(left);
    parts[factor] = (parts[factor] ?? 0) + step;
    left -= step;
  }
  return { parts, total: total - left };
}

/** 11.46 points are a score of 11, so they print as 11.4: 11.5 would read as 12. */
function totalTenths(raw: number, score: number): number {
  const tenths = Math.round(Math.abs(raw) * 10);
  const size = Math.max(score * 10 - 5, Math.min(score * 10 + 4, tenths));
  return raw < 0 && size > 0 ? -size : size;
}

function fraction(value: number): number {
  return value - Math.floor(value);
}
