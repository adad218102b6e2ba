/** The perpetual in the detail view: its key, its URL hash, and the rows it is compared with. Pure. */
import { perpKey } from '../domain/venue';
import type { PerpKey } from '../domain/venue';
import type { RankedRow } from './rows';
import { createScorer, rankRows } from './rows';
import type { BoardState } from './store';

/** For an asset, its largest market: history is recorded per perpetual. */
export function detailKeyOf({ key, combined }: RankedRow): PerpKey {
  const main = combined?.parts[0];
  return main === undefined ? key : perpKey(main.venue, main.perpState.perp.symbol);
}

/** `#binance:BTCUSDT`, the hash of a tab's URL. */
export function hashOf(key: PerpKey | null): string {
  return key === null ? '' : `#${encodeURIComponent(key)}`;
}

/** Null when the hash names no symbol. */
export function keyOfHash(hash: string): PerpKey | null {
  const [, venue = '', symbol = ''] = /^#([^:%]+)(?::|%3A)(.+)$/i.exec(hash) ?? [];
  if (venue === '') return null;
  try {
    return perpKey(venue, decodeURIComponent(symbol));
  } catch (error) {
    console.warn('The address names no symbol.', error);
    return null;
  }
}

type DetailBoard = Pick<BoardState, 'rows' | 'view' | 'stored' | 'settings'>;

/** One row per perpetual, also on a combined board. */
export function perpetualRows({ rows, view, stored, settings }: DetailBoard): readonly RankedRow[] {
  return view === 'all' ? rankRows(stored?.boards ?? [], settings, createScorer()) : rows;
}

/** Time of the venue's newest board, ms on the venue's clock; null when it has none. */
export function boardAtMs({ stored }: DetailBoard, { venue }: RankedRow): number | null {
  return stored?.boards.find((board) => board.venue === venue)?.asOfMs ?? null;
}
