/** Keyboard commands and focus of the board. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useEffect } from 'preact/hooks';
import { detailKeyOf } from '../../lib/board/detail';
import type { Command, FocusPlace } from '../../lib/board/keyboard';
import { commandOf, moveTo, nextVenue } from '../../lib/board/keyboard';
import type { BoardStore } from '../../lib/board/store';
import { isWhole } from '../../lib/board/store';
import type { PerpKey } from '../../lib/domain/venue';
import { useBoardState, useTools } from './access';
import { HEADER_HEIGHT, ROW_HEIGHT } from './grid-scroll';

interface CommandPlaces {
  frame: RefObject<HTMLElement>;
  search: RefObject<HTMLInputElement>;
  star: (key: PerpKey) => void;
  toggleHelp: () => void;
  switchModel: () => void;
  isHelpOpen: boolean;
}

/** These commands depend on all rows, and wait until they are read. */
const NEEDS_ALL_ROWS: ReadonlySet<Command['do']> = new Set([
  'move',
  'leave-search',
  'deeper',
  'toggle-why',
  'open-why',
  'close-why',
  'star',
]);

/** Rows per page key: the visible ones, less one that stays visible. */
function pageRows(grid: HTMLElement | null): number {
  const height = (grid?.clientHeight ?? 0) - HEADER_HEIGHT;
  return Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
}

/** Keys work anywhere on the page, except those that the focused button, link or field needs. */
export function useKeyboard(places: CommandPlaces): void {
  const { store } = useTools();
  /** Commands pressed while only the first view was known. */
  const early = useRef<Command[]>([]);
  const hasAll = useBoardState(isWhole);
  // With the first frame, not after it: keys work as soon as rows are visible.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      // The detail view handles its own keys.
      if (store.getState().detail !== null) return;
      // A held Backspace that emptied the search must not close what is open.
      if (event.key === 'Backspace' && event.repeat) return;
      const withModifier = event.ctrlKey || event.altKey || event.metaKey;
      // After a waiting command that leaves the search, keys are for the rows.
      const place = early.current.some(movesFocus)
        ? 'rows'
        : placeOf(event.target, places.search.current);
      const command = commandOf(event.key, place, withModifier);
      if (command === null) return;
      if (NEEDS_ALL_ROWS.has(command.do) && !hasAll) {
        early.current.push(command);
        event.preventDefault();
      } else if (carryOut(command, store, places)) event.preventDefault();
    };
    // The grid is drawn by now and can be focused.
    if (hasAll) for (const command of early.current.splice(0)) carryOut(command, store, places);
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [store, places, hasAll]);
}

function movesFocus({ do: what }: Command): boolean {
  return what === 'move' || what === 'leave-search';
}

function placeOf(target: EventTarget | null, search: HTMLElement | null): FocusPlace {
  if (target === search) return 'search';
  if (!(target instanceof Element)) return 'rows';
  if (target.closest('select') !== null) return 'choice';
  return target.closest('button, a, input, [role=dialog]') !== null ? 'control' : 'rows';
}

/** False when there was nothing to do, so that the browser handles the key: Escape then closes the popup. */
function carryOut(command: Command, store: BoardStore, places: CommandPlaces): boolean {
  const { shown, query, venue, venues, ...state } = store.getState();
  // A row that is filtered out stays selected, but no key acts on it.
  const inSight = (key: PerpKey | null) => (shown.some((row) => row.key === key) ? key : null);
  const [selected, open] = [inSight(state.selected), inSight(state.open)];
  const grid = places.frame.current?.querySelector<HTMLElement>('.grid') ?? null;
  switch (command.do) {
    case 'move':
    case 'leave-search': {
      const at = shown.findIndex(({ key }) => key === selected);
      const row =
        command.do === 'leave-search'
          ? shown[Math.max(at, 0)]
          : shown[moveTo(at, command.by, shown.length, pageRows(grid))];
      if (row !== undefined) store.change({ selected: row.key });
      grid?.focus({ preventScroll: true });
      return true;
    }
    case 'deeper': {
      const row = shown.find(({ key }) => key === open && key === selected);
      if (row === undefined) return selected !== null && setOpen(store, selected);
      store.change({ detail: detailKeyOf(row) });
      return true;
    }
    case 'toggle-why':
      return selected !== null && setOpen(store, open === selected ? null : selected);
    case 'open-why':
      return selected !== null && setOpen(store, selected);
    case 'close-why':
      return open !== null && setOpen(store, null);
    case 'star':
      if (selected !== null) places.star(selected);
      return selected !== null;
    case 'search':
      places.search.current?.focus();
      places.search.current?.select();
      return true;
    case 'help':
      places.toggleHelp();
      return true;
    case 'side':
      store.change({ side: command.side });
      return true;
    case 'next-venue':
      store.change({ venue: nextVenue(venue, venues) });
      return true;
    case 'switch-model':
      places.switchModel();
      return true;
    case 'leave-empty-search':
      if (query !== '') return false;
      places.search.current?.blur();
      grid?.focus({ preventScroll: true });
      return true;
    case 'escape':
      if (places.isHelpOpen) {
        places.toggleHelp();
        grid?.focus({ preventScroll: true });
      } else if (open !== null) {
        store.change({ open: null });
        grid?.focus({ preventScroll: true });
      } else if (query !== '') store.change({ query: '' });
      else if (venue !== null) store.change({ venue: null });
      else if (selected !== null) store.change({ selected: null });
      else return false;
      return true;
  }
}

function setOpen(store: BoardStore, key: PerpKey | null): boolean {
  if (store.getState().open === key) return false;
  store.change({ open: key });
  return true;
}

/** Topmost first. */
const PLACES = ['.detail', '.grid', '.rows'];

/**
 * A new board can remove the focused element: a row, the panel under it, the detail view. The focus then moves to the
 * rows or to the detail view over them, never to the start of the page.
 */
export function useFocusRestore(frame: RefObject<HTMLElement>): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    let last: Element | null = null;
    const onFocus = ({ target }: FocusEvent) => {
      last = target instanceof Element ? target : null;
    };
    // A click outside of all controls removes the focus on purpose.
    const onPointer = () => {
      last = null;
    };
    const observer = new MutationObserver(() => {
      if (last === null || last.isConnected) return;
      last = null;
      if (document.activeElement !== document.body) return;
      const places = PLACES.map((place) => element.querySelector<HTMLElement>(place));
      places.find((place) => place !== null)?.focus({ preventScroll: true });
    });
    element.addEventListener('focusin', onFocus);
    element.addEventListener('pointerdown', onPointer);
    observer.observe(element, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('pointerdown', onPointer);
    };
  }, [frame]);
}
