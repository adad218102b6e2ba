/** What a venue remembers of a symbol's open interest, for looking back: merged over several answers. */
import { LONGEST_LOOK_BACK_MS } from '../domain/inputs';
import type { OpenInterest } from '../domain/reading';
import type { PastSample } from './day-samples';
import type { SeedRecord } from './records';
import { SLOT_MS } from './records';
import { DAY_MS } from '../domain/time';

/** So far back the oldest sample can lie that any window accepts. */
export const LOOK_BACK_MS = LONGEST_LOOK_BACK_MS + SLOT_MS;

export function* seedSamples(seed: SeedRecord | undefined): Iterable<OpenInterest> {
  if (seed === undefined) return;
  for (let index = 0; index < seed.atMs.length; index += 1) {
    const atMs = seed.atMs[index];
    const coins = seed.coins[index];
    if (atMs !== undefined && coins !== undefined) yield { atMs, coins };
  }
}

/** Several times what can be looked back at: where nothing is forgotten, this is the end of it. */
const MOST_SAMPLES = 2_000;

/**
 * Old and new samples; of two at the same moment the new one. Only what can still be looked back at. What time it is says the
 * second newest of all, and the middle of what is told now, since a single row may have any time; and an answer from a time
 * that leaves nothing of what was there leaves all of it, until another one agrees.
 */
export function mergedSeed(
  venue: string,
  symbol: string,
  old: SeedRecord | undefined,
  samples: readonly PastSample[],
): SeedRecord {
  const byTime = new Map([...seedSamples(old)].map(({ atMs, coins }) => [atMs, coins]));
  const lastMs = Math.max(-Infinity, ...byTime.keys());
  for (const { atMs, coins } of samples) if (coins !== null) byTime.set(atMs, coins);
  const times = [...byTime.keys()].sort((a, b) => a - b);
  const told = samples.map(({ atMs }) => atMs).sort((a, b) => a - b);
  const middleMs = told[Math.floor((told.length - 1) / 2)] ?? Infinity;
  const newestMs = Math.min(times.at(-2) ?? times.at(-1) ?? 0, middleMs + DAY_MS / 2);
  const fromMs = newestMs - LOOK_BACK_MS;
  const kept = fromMs > lastMs && lastMs > -Infinity ? times : times.filter((t) => t >= fromMs);
  const atMs = Float64Array.from(kept.slice(-MOST_SAMPLES));
  return { venue, symbol, atMs, coins: atMs.map((time) => byTime.get(time) ?? Number.NaN) };
}
