import { useLayoutEffect } from 'preact/hooks';

/** Performance mark: a symbol's charts are painted. Tests and benches read it. */
const DRAWN_MARK = 'detail:drawn';

/** Set in the frame after the charts, once for each `what`. */
export function useDrawnMark(isReady: boolean, what: string): void {
  useLayoutEffect(() => {
    if (!isReady) return undefined;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => performance.mark(DRAWN_MARK, { detail: what }));
    });
    return () => cancelAnimationFrame(frame);
  }, [isReady, what]);
}
