import type { ScoreInputs } from '../domain/inputs';
import type { Model } from './model';
import { sumOfContributions } from './model';

/**
 * The least and the most points, unrounded, that the score can have once its missing inputs are known. Each of them may
 * turn out to be anything: from −`fullAt` to +`fullAt`, beyond which nothing changes. Without missing inputs both are the score.
 */
export function pointsRange(model: Model, inputs: ScoreInputs): { low: number; high: number } {
  const known = model.contributions(inputs);
  const missing = model.factors.filter(({ factor }) => known[factor] === null);
  if (missing.length === 0) {
    const points = Math.abs(sumOfContributions(known));
    return { low: points, high: points };
  }
  // In each input the signed score is a straight line between its caps, so its ends are at corners.
  let [least, most] = [Infinity, -Infinity];
  for (let corner = 0; corner < 2 ** missing.length; corner += 1) {
    const assumed = { ...inputs };
    missing.forEach(({ input, fullAt }, index) => {
      assumed[input] = (corner >> index) % 2 === 0 ? -fullAt : fullAt;
    });
    const raw = sumOfContributions(model.contributions(assumed));
    least = Math.min(least, raw);
    most = Math.max(most, raw);
  }
  return {
    // Where it can have either side, it can be 0.
    low: least <= 0 && most >= 0 ? 0 : Math.min(Math.abs(least), Math.abs(most)),
    high: Math.max(Math.abs(least), Math.abs(most)),
  };
}
