import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { BoardState } from '../../lib/board/store';
import type { Layout } from '../../lib/board/window';
import { scrollToShow, topOf } from '../../lib/board/window';

interface Situation {
  state: BoardState;
  layout: Layout;
  selectedIndex: number;
  viewHeight: () => number;
}

/**
 * Keeps the eye's place. A choice of other rows starts at the top; a moved selection is brought into view with its
 * open panel; new data leaves the selected row where it was on screen, whatever its new rank.
 */
export function useSteadyScroll(scroller: RefObject<HTMLElement>, now: Situation): void {
  const last = useRef<{ state: BoardState; top: number | null } | null>(null);
  /** From a selection until the person scrolls, a panel that grows stays in view. */
  const follows = useRef(false);
  const { state, layout, selectedIndex } = now;
  const top = selectedIndex < 0 ? null : topOf(selectedIndex, layout);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const letGo = () => {
      follows.current = false;
    };
    element.addEventListener('wheel', letGo, { passive: true });
    element.addEventListener('touchmove', letGo, { passive: true });
    return () => {
      element.removeEventListener('wheel', letGo);
      element.removeEventListener('touchmove', letGo);
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
