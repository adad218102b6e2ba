/** The perpetual whose history is shown over the board: its key, its address, and the rows it is compared with. Pure. */
import { perpKey } from '../domain/venue';
import type { PerpKey } from '../domain/venue';
import type { RankedRow } from './rows';
import { createScorer, rankRows } from './rows';
import type { BoardState } from './store';

/** Of an asset, its largest market: only a perpetual has a past. */
export function detailKeyOf({ key, combined }: RankedRow): PerpKey {
  const main = combined?.parts[0];
  return main === undefined ? key : perpKey(main.venue, main.perpState.perp.symbol);
}

/** `#binance:BTCUSDT` at the end of a tab's address. */
export function hashOf(key: PerpKey | null): string {
  return key === null ? '' : `#${encodeURIComponent(key)}`;
}

/** Null when the address names no symbol. */
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

/** Whatever the board shows: an asset's market is ranked among markets. */
export function perpetualRows({ rows, view, stored, settings }: DetailBoard): readonly RankedRow[] {
  return view === 'all' ? rankRows(stored?.boards ?? [], settings, createScorer()) : rows;
}

/** The venue's clock at its newest board, ms; null when it has none. */
export function boardAtMs({ stored }: DetailBoard, { venue }: RankedRow): number | null {
  return stored?.boards.find((board) => board.venue === venue)?.asOfMs ?? null;
}
