/** Which symbols to request next, and in which order. Pure. */
import type { PerpState } from '../domain/board';
import { OI_WINDOWS } from '../domain/inputs';
import { ownValue, shuffled } from '../domain/collections';
import { HOUR_MS, MINUTE_MS } from '../domain/time';

/** Each symbol's open interest is requested at least this often, whatever the refresh period. */
const SWEEP_MS = 5 * MINUTE_MS;
/** Symbols with the highest turnover. */
const FIRST_TIER = 100;
/** A symbol whose history did not fill all windows is requested again after this. */
export const HISTORY_RETRY_MS = HOUR_MS;

/** Viewed and watched symbols first, then by turnover (unknown last), then by symbol. */
export function byPriority(
  perpStates: readonly PerpState[],
  first: ReadonlySet<string>,
): PerpState[] {
  const turnover = ({ reading }: PerpState) => reading?.quoteVolume24h ?? -1;
  const isFirst = ({ perp }: PerpState) => (first.has(perp.symbol) ? 1 : 0);
  return [...perpStates].sort(
    (a, b) =>
      isFirst(b) - isFirst(a) ||
      turnover(b) - turnover(a) ||
      (a.perp.symbol < b.perp.symbol ? -1 : 1),
  );
}

/** Of symbols in order of priority: all viewed and watched ones, and those with the highest turnover. */
export function firstTier<T>(ordered: readonly T[], first: ReadonlySet<string>): T[] {
  return ordered.slice(0, Math.max(FIRST_TIER, first.size));
}

/**
 * The symbols whose open interest this refresh requests. With periods of 5 minutes or more, all of them; with shorter ones the
 * first tier each time, and of the rest the oldest, as many as cover all within 5 minutes.
 */
export function sweepQueue(
  ordered: readonly PerpState[],
  first: ReadonlySet<string>,
  periodMinutes: number,
): string[] {
  if (periodMinutes * MINUTE_MS >= SWEEP_MS) return ordered.map(({ perp }) => perp.symbol);
  const tier = firstTier(ordered, first);
  const rest = ordered.slice(tier.length);
  const share = Math.ceil((rest.length * periodMinutes * MINUTE_MS) / SWEEP_MS);
  const sampledAtMs = ({ openInterest }: PerpState) => openInterest?.atMs ?? 0;
  const oldest = [...rest].sort((a, b) => sampledAtMs(a) - sampledAtMs(b)).slice(0, share);
  return [...tier, ...oldest].map(({ perp }) => perp.symbol);
}

/**
 * The symbols that need a request for their history, in order: a change of open interest is missing that the contract is old
 * enough to have, and the last request is not recent. `askedAtMs`: the last requests, on the same clock as `nowMs`.
 */
export function historyQueue(
  ordered: readonly PerpState[],
  askedAtMs: Readonly<Record<string, number>>,
  nowMs: number,
): string[] {
  return ordered
    .filter(({ perp, inputs }) => {
      const lastAskedMs = ownValue(askedAtMs, perp.symbol);
      if (lastAskedMs !== undefined && nowMs - lastAskedMs < HISTORY_RETRY_MS) return false;
      const lifeMs = nowMs - Math.max(perp.listedAtMs ?? 0, perp.sameSinceMs ?? 0);
      return OI_WINDOWS.some(({ input, windowMs }) => inputs[input] === null && lifeMs > windowMs);
    })
    .map(({ perp }) => perp.symbol);
}

/**
 * The queue with its first `count` symbols, and the rest, each in random order: the order would tell the venue which symbols the
 * user views and watches. `count`: what can be requested now, or the first tier if that is more.
 */
export function shuffledTiers(
  queue: readonly string[],
  count: number,
  random: () => number,
): string[] {
  return [...shuffled(queue.slice(0, count), random), ...shuffled(queue.slice(count), random)];
}
