/** How far venues are whose past only our own samples tell. Pure. */
import type { Collecting, VenueStatus } from '../domain/venue-status';

/** Null where nothing is left to wait for. */
export function pendingWindows({ collecting }: VenueStatus): Collecting | null {
  return collecting?.some(({ readyAtMs }) => readyAtMs !== null) ? collecting : null;
}

/** Several venues as one: a window is ready when the last of them has it. */
export function latestOf(all: readonly Collecting[]): Collecting {
  const [first = [], ...others] = all;
  return first.map(({ windowMs, readyAtMs }) => ({
    windowMs,
    readyAtMs: others
      .flatMap((windows) => windows.filter((window) => window.windowMs === windowMs))
      .reduce(
        (latest, other) =>
          latest === null || other.readyAtMs === null
            ? (latest ?? other.readyAtMs)
            : Math.max(latest, other.readyAtMs),
        readyAtMs,
      ),
  }));
}
