import type { OpenInterest } from './reading';

type Coins = Pick<OpenInterest, 'coins'>;

/** Change from `then` to `now`, in per cent; null when either is missing or there was nothing to grow from. */
export function changePct(now: Coins | null, then: Coins | null): number | null {
  if (now === null || then === null || then.coins <= 0) return null;
  return ((now.coins - then.coins) / then.coins) * 100;
}
