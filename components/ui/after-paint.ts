import { useEffect, useState } from 'preact/hooks';

const FIRST = 'first-contentful-paint';

/**
 * Calls `run` once the next frame is on the screen; returns what cancels it. For the first contentful frame the browser reports that:
 * work between a frame's callbacks and its pixels would delay it. For later frames, the callback after the next runs behind its paint.
 */
export function afterPaint(run: () => void): () => void {
  if (isFirstToCome()) return afterFirst(run);
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(run);
  });
  return () => {
    cancelAnimationFrame(frame);
  };
}

function isFirstToCome(): boolean {
  return (
    PerformanceObserver.supportedEntryTypes.includes('paint') &&
    performance.getEntriesByName(FIRST).length === 0
  );
}

function afterFirst(run: () => void): () => void {
  const observer = new PerformanceObserver((list) => {
    if (list.getEntriesByName(FIRST).length === 0) return;
    observer.disconnect();
    run();
  });
  observer.observe({ type: 'paint' });
  return () => {
    observer.disconnect();
  };
}

/** True once a frame has been painted: what is not needed for the first rows waits for it. */
export function useIsPainted(): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => afterPaint(() => setIsPainted(true)), []);
  return isPainted;
}
