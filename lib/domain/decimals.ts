import type { Factor } from './inputs';

/** Digits behind the point of each input, in per cent, wherever a person reads it. */
export const DECIMALS: Readonly<Record<Factor, number>> = {
  oi1h: 2,
  oi4h: 1,
  oi24h: 1,
  funding: 4,
  basis: 3,
};
