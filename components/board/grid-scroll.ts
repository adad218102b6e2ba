/** Which rows of the grid are drawn, and its scroll position. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BoardState } from '../../lib/board/store';
import type { Layout, Slice } from '../../lib/board/virtual-list';
import { useIsPainted } from '../ui/after-paint';
import { sliceOf, scrollToShow, topOf } from '../../lib/board/virtual-list';

/** px; the same value is in grid.css and row.css. */
export const ROW_HEIGHT = 28;
export const HEADER_HEIGHT = 25;

/** Rows in the first frame: what is read first is on the screen soonest, and the frame after it draws the rest. */
const FIRST_FRAME_ROWS = 12;

interface Viewport {
  top: number;
  height: number;
}

/** The slice of rows to draw, from the scroll position and size of `scroller`. */
export function useWindow(
  scroller: RefObject<HTMLElement>,
  layout: Layout,
  headerHeight: number,
): Slice {
  /** Null until the first frame is painted. */
  const [viewport, setViewport] = useState<Viewport | null>(null);
  const isPainted = useIsPainted();
  const slice =
    viewport === null
      ? { first: 0, end: Math.min(layout.count, FIRST_FRAME_ROWS) }
      : sliceOf(layout, viewport.top, viewport.height);
  const update = useRef(() => {});
  update.current = () => {
    const element = scroller.current;
    if (element === null) return;
    const top = element.scrollTop;
    const height = Math.max(0, element.clientHeight - headerHeight);
    // Redraw only for another slice: most scroll events need none.
    const next = sliceOf(layout, top, height);
    if (next.first !== slice.first || next.end !== slice.end) {
      setViewport({ top, height });
    }
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || !isPainted) return undefined;
    const onView = () => update.current();
    const observer = new ResizeObserver(onView);
    observer.observe(element);
    element.addEventListener('scroll', onView, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onView);
    };
  }, [scroller, isPainted]);

  // New rows or an opened panel change what is visible without a scroll event.
  useLayoutEffect(() => {
    if (isPainted) update.current();
  }, [isPainted, layout.count, layout.openIndex, layout.panelHeight]);

  return slice;
}

/** The height of the element, px, while `key` names one that is drawn; `estimate` until it is measured. */
export function useHeight(
  element: RefObject<HTMLElement>,
  key: string | null,
  estimate: number,
): number {
  const [height, setHeight] = useState(estimate);
  useLayoutEffect(() => {
    const target = element.current;
    if (key === null || target === null) return undefined;
    const measure = () => {
      // 0 means not laid out yet.
      if (target.offsetHeight > 0) setHeight(target.offsetHeight);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, key]);
  return height;
}

interface ScrollInputs {
  state: BoardState;
  layout: Layout;
  selectedIndex: number;
  viewHeight: () => number;
}

/**
 * Scroll anchoring. Another filter or sorting scrolls to the top; a moved selection is scrolled into view with its open
 * panel; with new data the selected row keeps its position on the screen, whatever its new rank.
 */
export function useSteadyScroll(scroller: RefObject<HTMLElement>, now: ScrollInputs): void {
  const last = useRef<{ state: BoardState; top: number | null } | null>(null);
  /** After a selection until the next scroll by hand: a growing panel is kept in view. */
  const follows = useRef(false);
  const { state, layout, selectedIndex } = now;
  const top = selectedIndex < 0 ? null : topOf(selectedIndex, layout);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const stopFollowing = () => {
      follows.current = false;
    };
    element.addEventListener('wheel', stopFollowing, { passive: true });
    element.addEventListener('touchmove', stopFollowing, { passive: true });
    return () => {
      element.removeEventListener('wheel', stopFollowing);
      element.removeEventListener('touchmove', stopFollowing);
    };
  }, [scroller]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const before = last.current;
    last.current = { state, top };
    if (element === null || before === null) return;
    if (isOtherChoice(before.state, state)) {
      follows.current = false;
      element.scrollTop = 0;
    } else if (isOtherSelection(before.state, state)) {
      follows.current = true;
    } else if (before.top !== null && top !== null && top !== before.top) {
      const wasSeen =
        before.top >= element.scrollTop && before.top < element.scrollTop + now.viewHeight();
      if (wasSeen) element.scrollTop += top - before.top;
    }
    if (follows.current && top !== null) {
      const panel = layout.openIndex === selectedIndex ? layout.panelHeight : 0;
      const bottom = top + layout.rowHeight + panel;
      const target = scrollToShow(top, bottom, element.scrollTop, now.viewHeight());
      if (target !== element.scrollTop) element.scrollTop = target;
    }
  });
}

function isOtherChoice(a: BoardState, b: BoardState): boolean {
  return (
    a.sort !== b.sort ||
    a.side !== b.side ||
    a.query !== b.query ||
    a.venue !== b.venue ||
    a.view !== b.view
  );
}

function isOtherSelection(a: BoardState, b: BoardState): boolean {
  return a.selected !== b.selected || a.open !== b.open;
}
