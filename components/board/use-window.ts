import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Layout, Slice } from '../../lib/board/window';
import { sliceOf } from '../../lib/board/window';

/** The popup's own, so that the first drawing needs no measuring. */
const FIRST_VIEW_HEIGHT = 448;

/** The slice of rows to draw, following the scroll position and the size of `scroller`. */
export function useWindow(
  scroller: RefObject<HTMLElement>,
  layout: Layout,
  headerHeight: number,
): Slice {
  const [view, setView] = useState({ top: 0, height: FIRST_VIEW_HEIGHT });
  const slice = sliceOf(layout, view.top, view.height);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    // Another slice is the only reason to draw again: most scroll events end here.
    const update = () => {
      const top = element.scrollTop;
      const height = Math.max(0, element.clientHeight - headerHeight);
      const next = sliceOf(layout, top, height);
      if (next.first !== slice.first || next.end !== slice.end) setView({ top, height });
    };
    update();
    element.addEventListener('scroll', update, { passive: true });
    return () => element.removeEventListener('scroll', update);
  });

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() =>
      setView({
        top: element.scrollTop,
        height: Math.max(0, element.clientHeight - headerHeight),
      }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, headerHeight]);

  return slice;
}
