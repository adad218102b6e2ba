import { useLayoutEffect } from 'preact/hooks';

/** Marked when a symbol's charts are on the screen; tests and benches read it. */
const DRAWN_MARK = 'detail:drawn';

/** Set behind the frame that shows the charts, once for each `what`. */
export function useDrawnMark(isReady: boolean, what: string): void {
  useLayoutEffect(() => {
    if (!isReady) return undefined;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => performance.mark(DRAWN_MARK, { detail: what }));
    });
    return () => cancelAnimationFrame(frame);
  }, [isReady, what]);
}
