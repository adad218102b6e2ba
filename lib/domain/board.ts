import type { HistoryTrouble } from './history-trouble';
import type { Inputs } from './inputs';
import type { OpenInterest, Reading } from './reading';
import type { Perp } from './perp';
import type { Scores } from './score';
import type { VenueId } from './venue';
import type { VenueStatus } from './venue-status';

/** What is known of one perpetual now: the facts a score is made of, each with its time. */
export interface PerpState {
  perp: Perp;
  /** Null until the venue's first price response. */
  reading: Reading | null;
  openInterest: OpenInterest | null;
  inputs: Inputs;
}

/** The newest states of one venue's perpetuals, as stored and shown. */
export interface VenueBoard {
  venue: VenueId;
  /** When this board was written, on the exchange's clock, ms. */
  asOfMs: number;
  perpStates: PerpState[];
}

/** All stored data of the board, as storage reads it and the worker sends it. */
export interface StoredBoards {
  boards: VenueBoard[];
  statuses: VenueStatus[];
  /** Why there is no history; null or absent when there is. */
  history?: HistoryTrouble | null;
}

/** Where pages read the boards from. */
export interface BoardSource {
  /** Empty lists before the first refresh. Rejects when neither the database nor the worker has any. */
  read(signal: AbortSignal): Promise<StoredBoards>;
  /** Calls back whenever a board or a venue's state was written. */
  onChange(listener: () => void, signal: AbortSignal): void;
}

/** A perpetual with both models' scores: one row of the board. */
export interface BoardRow extends PerpState {
  venue: VenueId;
  scores: Scores;
}

/** After two missed refreshes (and a minute of grace) a value looks old. Tiers keep every symbol within 5 minutes. */
export function staleAfterMs(periodMinutes: number): number {
  return (2 * Math.max(periodMinutes, 5) + 1) * 60_000;
}
