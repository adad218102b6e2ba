import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Layout, Slice } from '../../lib/board/window';
import { MARGIN, sliceOf } from '../../lib/board/window';
import { useIsPainted } from './use-first-paint-mark';

/** The popup's own, so that the first drawing needs no measuring. */
const FIRST_VIEW_HEIGHT = 448;

interface View {
  top: number;
  height: number;
  margin: number;
}

/** The slice of rows to draw, following the scroll position and the size of `scroller`. */
export function useWindow(
  scroller: RefObject<HTMLElement>,
  layout: Layout,
  headerHeight: number,
): Slice {
  const [view, setView] = useState<View>({ top: 0, height: FIRST_VIEW_HEIGHT, margin: 0 });
  const isPainted = useIsPainted();
  const slice = sliceOf(layout, view.top, view.height, view.margin);
  const update = useRef(() => {});
  update.current = () => {
    const element = scroller.current;
    if (element === null) return;
    const top = element.scrollTop;
    const height = Math.max(0, element.clientHeight - headerHeight);
    // Another slice is the only reason to draw again: most scroll events end here.
    const next = sliceOf(layout, top, height);
    if (next.first !== slice.first || next.end !== slice.end) {
      setView({ top, height, margin: MARGIN });
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

  // Other rows, or an opened panel, change what is in sight without a scroll event.
  useLayoutEffect(() => {
    if (isPainted) update.current();
  }, [isPainted, layout.count, layout.openIndex, layout.panelHeight]);

  return slice;
}
