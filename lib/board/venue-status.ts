/** A venue's status for pages, from its state and board. */
import type { VenueBoard } from '../domain/board';
import { countOf } from '../domain/quarantine';
import { ownValue } from '../domain/collections';
import type { VenueId } from '../domain/venue';
import type { AddressStatus, VenueStatus } from '../domain/venue-status';
import type { Budget } from '../http/budget';
import { endOfStatement, freeing, spare, used } from '../http/budget';
import type { VenueState } from '../refresh/state';
import { possibleAt, repairedState } from '../refresh/state';

export function venueStatus(
  stored: VenueState,
  board: VenueBoard | null,
  nowMs: number,
): VenueStatus {
  const state = possibleAt(stored, nowMs);
  const perpStates = board?.perpStates ?? [];
  return {
    venue: state.venue,
    refreshedAtMs: state.refreshedAtMs,
    trouble: state.trouble,
    history: {
      wanted: perpStates.length,
      loaded: perpStates.filter(
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
      frees: freeing(state.ledger, budget, nowMs),
      address: addressStatus(state, budget, nowMs),
    })),
  };
}

/** From a stored record, which may be damaged. */
export function storedVenueStatus(
  stored: { venue: VenueId },
  board: VenueBoard | null,
  nowMs: number,
): VenueStatus {
  return venueStatus(repairedState(stored, stored.venue, nowMs), board, nowMs);
}

function addressStatus(state: VenueState, budget: Budget, nowMs: number): AddressStatus | null {
  const { stated = {}, ledger } = state;
  const statement = stated[budget.id];
  const left = spare(stated, ledger, budget, nowMs);
  if (statement === undefined || left === null) return null;
  const used = Math.min(Math.round(statement.used), statement.limit);
  return {
    used,
    limit: statement.limit,
    heldUntilMs: left === 0 ? endOfStatement(statement) : null,
  };
}
