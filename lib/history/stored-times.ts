/**
 * A venue's state as far as it can be true now. Its times are this machine's, whose clock can have been wrong when they were
 * written: what says that it happened in the future is counted from now, or forgotten. Pure.
 */
import type { Trouble } from '../domain/venue-status';
import type { VenueState } from './records';
import { DAY_MS } from '../domain/time';

/** Clocks are put right by a little all the time; a moment of that size is now. */
const LITTLE_MS = 60_000;
/** Further off, no certificate is valid and no answer comes: what says so is no clock. */
export const MOST_SKEW_MS = 400 * DAY_MS;

/** The same object where nothing is to be put right. */
export function possibleAt(state: VenueState, nowMs: number): VenueState {
  const pastOr = (atMs: number | null, otherwise: number | null): number | null =>
    atMs === null || atMs <= nowMs ? atMs : otherwise;
  const refreshedAtMs = pastOr(
    state.refreshedAtMs,
    (state.refreshedAtMs ?? 0) - nowMs <= LITTLE_MS ? nowMs : null,
  );
  const startedAtMs = pastOr(state.startedAtMs, null);
  const listedAtMs = pastOr(state.listedAtMs, null);
  const heldSinceMs = pastOr(state.heldSinceMs ?? null, nowMs);
  const trouble = state.trouble && possibleTrouble(state.trouble, nowMs);
  const clockSkewMs = Math.abs(state.clockSkewMs) <= MOST_SKEW_MS ? state.clockSkewMs : 0;
  const isFuture = (atMs: number): boolean => atMs > nowMs;
  const spent = Object.values(state.ledger).flat();
  const said = Object.entries(state.stated ?? {});
  const asked = Object.entries(state.historyAskedAtMs);
  const windows = state.collecting ?? [];
  const isLate = ({ windowMs, readyAtMs }: (typeof windows)[number]) =>
    readyAtMs !== null && readyAtMs - nowMs > windowMs * 1.2;
  const isPossible =
    refreshedAtMs === state.refreshedAtMs &&
    startedAtMs === state.startedAtMs &&
    listedAtMs === state.listedAtMs &&
    heldSinceMs === (state.heldSinceMs ?? null) &&
    trouble === state.trouble &&
    clockSkewMs === state.clockSkewMs &&
    !isFuture(state.cycle?.startedAtMs ?? 0) &&
    !spent.some(({ atMs }) => isFuture(atMs)) &&
    !said.some(([, { atMs }]) => isFuture(atMs)) &&
    !asked.some(([, atMs]) => isFuture(atMs)) &&
    !windows.some(isLate);
  if (isPossible) return state;
  return {
    ...state,
    refreshedAtMs,
    startedAtMs,
    listedAtMs,
    heldSinceMs,
    trouble,
    clockSkewMs,
    cycle: state.cycle && {
      ...state.cycle,
      startedAtMs: Math.min(state.cycle.startedAtMs, nowMs),
    },
    // Spent when, nobody knows: perhaps just now.
    ledger: Object.fromEntries(
      Object.entries(state.ledger).map(([id, list]) => [
        id,
        list.map(({ atMs, units }) => ({ atMs: Math.min(atMs, nowMs), units })),
      ]),
    ),
    stated: Object.fromEntries(said.filter(([, { atMs }]) => !isFuture(atMs))),
    historyAskedAtMs: Object.fromEntries(asked.filter(([, atMs]) => !isFuture(atMs))),
    collecting:
      state.collecting?.map((window) =>
        isLate(window) ? { ...window, readyAtMs: nowMs + window.windowMs } : window,
      ) ?? null,
  };
}

/** A wait that began in the future begins now; none is longer than a day. */
function possibleTrouble(trouble: Trouble, nowMs: number): Trouble {
  const { sinceMs, retryAtMs } = trouble;
  const isOfFuture = sinceMs > nowMs;
  const waitMs = retryAtMs === null ? null : retryAtMs - (isOfFuture ? sinceMs : nowMs);
  const isTooLong = waitMs !== null && waitMs > DAY_MS + LITTLE_MS;
  if (!isOfFuture && !isTooLong) return trouble;
  return {
    ...trouble,
    sinceMs: Math.min(sinceMs, nowMs),
    retryAtMs: waitMs === null ? null : nowMs + Math.min(waitMs, DAY_MS),
  };
}
