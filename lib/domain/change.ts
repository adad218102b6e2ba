import type { OpenInterest } from './reading';

/** Open interest in coins, with the price of a coin at that moment where it is known. */
interface Coins extends Pick<OpenInterest, 'coins'> {
  markPrice?: number | null;
}

/** A coin that costs five times as much, or a fifth, may be another; one at twenty times is. */
const [OFTEN_ANOTHER, ANOTHER] = [5, 20];

/**
 * Change from `then` to `now`, in per cent; null when either is missing or there was nothing to grow from, and where the prices
 * tell that they are not the same coins: the name was given to another, or one of today's is a thousand of those.
 */
export function changePct(now: Coins | null, then: Coins | null): number | null {
  if (now === null || then === null || then.coins <= 0 || now.coins <= 0) return null;
  if (isAnother(now, then)) return null;
  return ((now.coins - then.coins) / then.coins) * 100;
}

function isAnother(now: Coins, then: Coins): boolean {
  if (!now.markPrice || !then.markPrice) return false;
  const dearer = now.markPrice / then.markPrice;
  const factor = Math.max(dearer, 1 / dearer);
  if (factor < OFTEN_ANOTHER) return false;
  // In other units the worth stays.
  const worth = (now.coins / then.coins) * dearer;
  return factor >= ANOTHER || (worth > 0.5 && worth < 2);
}
