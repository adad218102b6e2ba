/** What to ask next, and in which order. Pure. */
import type { Standing } from '../domain/board';
import { OI_WINDOWS } from '../domain/inputs';
import { ownValue } from '../domain/own-value';
import { MINUTE_MS } from '../domain/time';

/** Every symbol's open interest is asked at least this often, whatever the refresh period. */
export const SWEEP_MS = 5 * MINUTE_MS;
/** How many of the most traded symbols belong to the first tier. */
const FIRST_TIER = 100;
/** A symbol whose history did not answer all windows is asked again after this. */
export const ASK_AGAIN_MS = 60 * MINUTE_MS;

/** The viewed and watched symbols first, then by turnover; unknown turnover last; equal ones by name. */
export function byPriority(standings: readonly Standing[], first: ReadonlySet<string>): Standing[] {
  const turnover = ({ reading }: Standing) => reading?.quoteVolume24h ?? -1;
  const isFirst = ({ perp }: Standing) => (first.has(perp.symbol) ? 1 : 0);
  return [...standings].sort(
    (a, b) =>
      isFirst(b) - isFirst(a) ||
      turnover(b) - turnover(a) ||
      (a.perp.symbol < b.perp.symbol ? -1 : 1),
  );
}

/** Of ordered symbols: all that are viewed or watched, and the most traded. */
export function firstTier<T>(ordered: readonly T[], first: ReadonlySet<string>): T[] {
  return ordered.slice(0, Math.max(FIRST_TIER, first.size));
}

/**
 * The symbols whose open interest this refresh asks for. With periods of 5 minutes or more: all of them. With shorter
 * ones the first tier each time, and of the rest, oldest first, as many as bring each round within 5 minutes.
 */
export function sweepQueue(
  ordered: readonly Standing[],
  first: ReadonlySet<string>,
  periodMinutes: number,
): string[] {
  if (periodMinutes * MINUTE_MS >= SWEEP_MS) return ordered.map(({ perp }) => perp.symbol);
  const tier = firstTier(ordered, first);
  const rest = ordered.slice(tier.length);
  const share = Math.ceil((rest.length * periodMinutes * MINUTE_MS) / SWEEP_MS);
  const sampledAtMs = ({ openInterest }: Standing) => openInterest?.atMs ?? 0;
  const oldest = [...rest].sort((a, b) => sampledAtMs(a) - sampledAtMs(b)).slice(0, share);
  return [...tier, ...oldest].map(({ perp }) => perp.symbol);
}

/**
 * The symbols whose past is unknown, in order: a window of open interest is missing that the symbol is old enough to
 * have, and the venue has not been asked lately.
 */
export function historyQueue(
  ordered: readonly Standing[],
  askedAtMs: Readonly<Record<string, number>>,
  nowMs: number,
): string[] {
  return ordered
    .filter(({ perp, inputs }) => {
      const lastAskedMs = ownValue(askedAtMs, perp.symbol);
      if (lastAskedMs !== undefined && nowMs - lastAskedMs < ASK_AGAIN_MS) return false;
      const lifeMs = nowMs - Math.max(perp.listedAtMs ?? 0, perp.sameSinceMs ?? 0);
      return OI_WINDOWS.some(({ input, windowMs }) => inputs[input] === null && lifeMs > windowMs);
    })
    .map(({ perp }) => perp.symbol);
}
