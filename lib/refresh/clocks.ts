/**
 * Whose time it is. This machine's clock can be set; the venue's is outside data. What is believed of either:
 *
 * - How far the venue's clock is from ours, from its newest answer (the middle of many rows, where they say so themselves). A
 *   jump is believed when the dates of two answers say the same; where only one came, another is asked for at once or, if the
 *   worker dies in between, at the next refresh. A clock further off than a certificate is valid is none.
 * - A row from the future is not read.
 * - That time has passed for the budget, only as far as the clock that nobody can set says so. It lives as long as the
 *   browser's process of the extension, over deaths of the worker; beyond that, this machine's clock is all there is.
 */
import type { VenueState } from './state';
import { MOST_SKEW_MS, possibleAt } from './state';
import { VenueError } from '../http/venue-error';
import type { Snapshot } from '../venues/contract';
import type { RefreshContext, Work } from './context';

/** More than answers take and clocks differ by. */
const JUMP_MS = 120_000;
/** Timers and the two clocks do not tick together. */
const TICK_MS = 5_000;

/** Puts right what a clock that was set has made of the stored times. Called before the budget is looked at. */
export function keepTime(context: RefreshContext, work: Work): void {
  const wallMs = context.now();
  const steadyMs = (context.steady ?? context.now)();
  const { clocks } = work.state;
  const aheadMs = clocks === undefined ? 0 : wallMs - clocks.wallMs - (steadyMs - clocks.steadyMs);
  const state = aheadMs > TICK_MS ? movedAhead(work.state, aheadMs) : work.state;
  work.state = { ...possibleAt(state, wallMs), clocks: { wallMs, steadyMs } };
}

/** The clock was set ahead: what was spent and said lies no further back for that. */
function movedAhead(state: Work['state'], ms: number): Work['state'] {
  return {
    ...state,
    ledger: Object.fromEntries(
      Object.entries(state.ledger).map(([id, list]) => [
        id,
        list.map(({ atMs, units }) => ({ atMs: atMs + ms, units })),
      ]),
    ),
    stated: Object.fromEntries(
      Object.entries(state.stated ?? {}).map(([id, said]) => [
        id,
        { ...said, atMs: said.atMs + ms },
      ]),
    ),
  };
}

/** A snapshot, and the clock skew that its times and the second one's, where that was needed, allow to believe. */
export async function timedSnapshot(
  context: RefreshContext,
  work: Work,
  ask: () => Promise<Snapshot>,
): Promise<{ snapshot: Snapshot; clockSkewMs: number }> {
  const first = await ask();
  const known = work.state.clockSkewMs;
  const seen = work.state.skewSeenMs ?? null;
  const firstMs = skewOf(context, first);
  const believed = (snapshot: Snapshot, clockSkewMs: number) => {
    work.state = { ...work.state, skewSeenMs: null };
    return { snapshot, clockSkewMs };
  };
  const agree = (work.dates ?? []).filter((ms) => isNear(ms, firstMs)).length;
  if (firstMs === null || isNear(firstMs, known) || isNear(firstMs, seen) || agree >= 2) {
    return believed(first, firstMs ?? known);
  }
  work.state = { ...work.state, skewSeenMs: firstMs };
  const second = await ask();
  const secondMs = skewOf(context, second);
  if (secondMs === null || isNear(secondMs, firstMs) || isNear(secondMs, known)) {
    return believed(second, secondMs ?? known);
  }
  work.state = { ...work.state, skewSeenMs: secondMs };
  return { snapshot: second, clockSkewMs: known };
}

function skewOf(context: RefreshContext, { venueTimeMs }: Snapshot): number | null {
  const skewMs = context.measureClock(venueTimeMs, context.now());
  return skewMs !== null && Math.abs(skewMs) <= MOST_SKEW_MS ? skewMs : null;
}

function isNear(a: number, b: number | null): boolean {
  return b !== null && Math.abs(a - b) <= JUMP_MS;
}

/** Whether a time that a row states has come on neither clock, the venue's and ours. */
export function isOfFuture(atMs: number, { clockSkewMs }: Skewed, nowMs: number): boolean {
  return atMs > nowMs + Math.max(0, clockSkewMs) + JUMP_MS;
}

type Skewed = Pick<VenueState, 'clockSkewMs'>;

/** Without rows from the future, which count as unreadable. Throws when most are: then it is the answer that is wrong. */
export function withoutFutureRows(
  context: RefreshContext,
  snapshot: Snapshot,
  clockSkewMs: number,
): Snapshot {
  const nowMs = context.now();
  const isPossible = (atMs: number): boolean => !isOfFuture(atMs, { clockSkewMs }, nowMs);
  const readings = snapshot.readings.filter(({ pricedAtMs }) => isPossible(pricedAtMs));
  const openInterest = new Map(
    [...snapshot.openInterest].filter(([, { atMs }]) => isPossible(atMs)),
  );
  const lost = snapshot.readings.length - readings.length;
  const lostSamples = snapshot.openInterest.size - openInterest.size;
  if (lost === 0 && lostSamples === 0) return snapshot;
  if (lost > readings.length) {
    const site = { venue: context.venue.id, endpoint: 'prices' };
    throw new VenueError(site, 'shape', `${lost} rows are dated in the future`);
  }
  const droppedRows = snapshot.droppedRows + Math.max(lost, lostSamples);
  return { ...snapshot, readings, openInterest, droppedRows };
}
