/** Stateless seeded noise: the same seed, name and time always give the same value. */

/** 0..1 for a seed and any number of integer keys. */
export function unit(seed: number, ...keys: readonly number[]): number {
  let hash = seed | 0;
  for (const key of keys) {
    hash = Math.imul(hash ^ (key | 0), 0x9e3779b1);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * A smooth function of time, −1..1, with a new random value about once a period; time counts from the world's epoch.
 */
export type Wave = (key: number, atMs: number, periodMs: number, phase?: number) => number;

/** −1..1, smooth in `x`, with a new random value per unit of `x`. */
export function wave(seed: number, key: number, x: number): number {
  const left = Math.floor(x);
  const part = x - left;
  const ease = part * part * (3 - 2 * part);
  return knot(seed, key, left) * (1 - ease) + knot(seed, key, left + 1) * ease;
}

/** −1..1. Like `unit` without a list of keys, since it is called millions of times. */
function knot(seed: number, key: number, step: number): number {
  // Steps beyond 32 bits are folded in, so that distant times differ.
  let hash = Math.imul(seed ^ key ^ Math.floor(step / 2 ** 31), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ (step | 0), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 31 - 1;
}

/** An integer hash of a name. */
export function keyOf(name: string): number {
  let key = 7;
  for (const letter of name) key = (Math.imul(key, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return key;
}
