/** A venue's state as people see it. */
import type { VenueBoard } from '../domain/board';
import { countOf } from '../domain/doubt';
import type { VenueStatus } from '../domain/venue-status';
import { ownValue } from '../domain/own-value';
import { used } from '../http/budget';
import type { VenueState } from './records';

export function venueStatus(
  state: VenueState,
  board: VenueBoard | null,
  nowMs: number,
): VenueStatus {
  const standings = board?.standings ?? [];
  return {
    venue: state.venue,
    refreshedAtMs: state.refreshedAtMs,
    trouble: state.trouble,
    history: {
      wanted: standings.length,
      loaded: standings.filter(
        ({ perp, inputs }) =>
          ownValue(state.historyAskedAtMs, perp.symbol) !== undefined || inputs.oi24hPct !== null,
      ).length,
    },
    collecting: state.collecting,
    sweep: state.cycle && {
      wanted: state.cycle.wanted,
      done: state.cycle.wanted - state.cycle.queue.length,
    },
    droppedRows: state.droppedRows,
    setAside: countOf(state.doubts),
    clockSkewMs: state.clockSkewMs,
    budgets: state.budgets.map((budget) => ({
      id: budget.id,
      used: used(state.ledger, budget, nowMs),
      ceiling: budget.ceiling,
      windowMs: budget.windowMs,
    })),
  };
}
