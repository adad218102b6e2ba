/** What a key does, given where the focus is. Pure. */
import type { VenueId } from '../domain/venue';
import type { Side } from './filter';

export type Command =
  | { do: 'move'; by: number | 'page-up' | 'page-down' | 'first' | 'last' }
  /** To the reasons, and from there to the history. */
  | { do: 'deeper' }
  | { do: 'toggle-why' }
  | { do: 'open-why' }
  | { do: 'close-why' }
  | { do: 'star' }
  | { do: 'search' }
  | { do: 'leave-search' }
  | { do: 'help' }
  /** Out of what is open, one step. */
  | { do: 'escape' }
  /** Out of the search when nothing is typed. */
  | { do: 'leave-empty-search' }
  | { do: 'side'; side: Side }
  | { do: 'next-venue' };

/**
 * `rows`: the list itself, or nothing in particular; `control`: a button, link or radio, which has keys of its own;
 * `choice`: a list to choose from, in which letters look for an entry.
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
  '1': { do: 'side', side: 'all' },
  '2': { do: 'side', side: 'long' },
  '3': { do: 'side', side: 'short' },
  // Firefox closes the panel on Escape before the page gets the event.
  Backspace: { do: 'escape' },
};

/** Null for keys without a command, and for all combinations with Ctrl, Alt or Meta. */
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

/** All venues, then each alone, then all again. */
export function nextVenue(current: VenueId | null, venues: readonly VenueId[]): VenueId | null {
  if (venues.length < 2) return null;
  return venues[current === null ? 0 : venues.indexOf(current) + 1] ?? null;
}

/** The row to go to, of `count` rows; −1 without rows. From nowhere, any move down starts at the top. */
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
