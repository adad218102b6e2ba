/** The command for a key, by where the focus is. Pure. */
import type { VenueId } from '../domain/venue';
import { SIDES } from './filter';
import type { Side } from './filter';

export type Command =
  | { do: 'move'; by: number | 'page-up' | 'page-down' | 'first' | 'last' }
  /** Opens the reasons, then the history. */
  | { do: 'deeper' }
  | { do: 'toggle-why' }
  | { do: 'open-why' }
  | { do: 'close-why' }
  | { do: 'star' }
  | { do: 'search' }
  | { do: 'leave-search' }
  | { do: 'help' }
  /** Closes the topmost open view. */
  | { do: 'escape' }
  /** Leaves the search while it is empty. */
  | { do: 'leave-empty-search' }
  | { do: 'side'; side: Side }
  | { do: 'next-venue' }
  | { do: 'switch-model' };

/**
 * `rows`: the list, or nothing focused; `control`: a button, link or radio with keys of its own; `choice`: a select, in
 * which letters find an entry.
 */
export type FocusPlace = 'rows' | 'search' | 'control' | 'choice';

const MOVES: Readonly<Record<string, Command>> = {
  ArrowDown: { do: 'move', by: 1 },
  ArrowUp: { do: 'move', by: -1 },
  PageDown: { do: 'move', by: 'page-down' },
  PageUp: { do: 'move', by: 'page-up' },
  Home: { do: 'move', by: 'first' },
  End: { do: 'move', by: 'last' },
};

const ROW_KEYS: Readonly<Record<string, Command>> = {
  ...MOVES,
  Enter: { do: 'deeper' },
  ' ': { do: 'toggle-why' },
  ArrowRight: { do: 'open-why' },
  ArrowLeft: { do: 'close-why' },
};

const EVERYWHERE: Readonly<Record<string, Command>> = {
  s: { do: 'star' },
  S: { do: 'star' },
  '/': { do: 'search' },
  v: { do: 'next-venue' },
  V: { do: 'next-venue' },
  '?': { do: 'help' },
  m: { do: 'switch-model' },
  M: { do: 'switch-model' },
  // From 1, in the order of the filter.
  ...Object.fromEntries(
    SIDES.map((side, index): [string, Command] => [String(index + 1), { do: 'side', side }]),
  ),
  // Firefox closes the panel on Escape before the page gets the event.
  Backspace: { do: 'escape' },
};

/** Null for keys without a command, and with Ctrl, Alt or Meta. */
export function commandOf(key: string, place: FocusPlace, withModifier: boolean): Command | null {
  if (withModifier) return null;
  if (key === 'Escape') return { do: 'escape' };
  if (place === 'search') {
    if (key === 'Backspace') return { do: 'leave-empty-search' };
    return key === 'ArrowDown' || key === 'Enter' ? { do: 'leave-search' } : null;
  }
  if (place === 'choice') return null;
  if (place === 'rows') return ROW_KEYS[key] ?? EVERYWHERE[key] ?? null;
  return EVERYWHERE[key] ?? null;
}

/** Cycles: all venues, each alone, all again. */
export function nextVenue(current: VenueId | null, venues: readonly VenueId[]): VenueId | null {
  if (venues.length < 2) return null;
  return venues[current === null ? 0 : venues.indexOf(current) + 1] ?? null;
}

/** Index of the row to select, of `count` rows; −1 without rows. Without a selection, moving down starts at the top. */
export function moveTo(
  from: number,
  by: number | 'page-up' | 'page-down' | 'first' | 'last',
  count: number,
  page: number,
): number {
  const last = count - 1;
  if (by === 'first') return Math.min(0, last);
  if (by === 'last') return last;
  if (from < 0) return by === 'page-up' || by === -1 ? last : Math.min(0, last);
  const step = by === 'page-up' ? -page : by === 'page-down' ? page : by;
  return Math.max(Math.min(0, last), Math.min(last, from + step));
}
