import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { afterPaint } from '../ui/after-paint';

/** Marked when the first ranked rows are on the screen; tests and benches read it. */
export const PAINTED_MARK = 'board:painted';

/** The mark is set behind the frame that shows the rows. */
export function useFirstPaintMark(hasRows: boolean): void {
  useLayoutEffect(() => {
    if (!hasRows || performance.getEntriesByName(PAINTED_MARK).length > 0) return;
    afterPaint(() => {
      if (performance.getEntriesByName(PAINTED_MARK).length === 0) performance.mark(PAINTED_MARK);
    });
  }, [hasRows]);
}

/** True once a frame has been painted: what is not needed for the first rows waits for it. */
export function useIsPainted(): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => afterPaint(() => setIsPainted(true)), []);
  return isPainted;
}
