/** What a venue remembers of a symbol's open interest, for looking back: merged over several answers. */
import { OI_WINDOWS } from '../domain/inputs';
import type { OpenInterest } from '../domain/reading';
import type { PastSample } from './day-samples';
import type { SeedRecord } from './records';
import { SLOT_MS } from './records';

const [, , LONGEST] = OI_WINDOWS;
/** So far back the oldest sample can lie that any window accepts. */
export const LOOK_BACK_MS = LONGEST.windowMs + LONGEST.toleranceMs + SLOT_MS;

export function* seedSamples(seed: SeedRecord | undefined): Iterable<OpenInterest> {
  if (seed === undefined) return;
  for (let index = 0; index < seed.atMs.length; index += 1) {
    const atMs = seed.atMs[index];
    const coins = seed.coins[index];
    if (atMs !== undefined && coins !== undefined) yield { atMs, coins };
  }
}

/** Old and new samples; of two at the same moment the new one. Only what can still be looked back at. */
export function mergedSeed(
  venue: string,
  symbol: string,
  old: SeedRecord | undefined,
  samples: readonly PastSample[],
): SeedRecord {
  const byTime = new Map([...seedSamples(old)].map(({ atMs, coins }) => [atMs, coins]));
  for (const { atMs, coins } of samples) if (coins !== null) byTime.set(atMs, coins);
  const times = [...byTime.keys()].sort((a, b) => a - b);
  const fromMs = (times.at(-1) ?? 0) - LOOK_BACK_MS;
  const atMs = Float64Array.from(times.filter((time) => time >= fromMs));
  return { venue, symbol, atMs, coins: atMs.map((time) => byTime.get(time) ?? Number.NaN) };
}
