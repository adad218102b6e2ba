import { useEffect, useState } from 'preact/hooks';

const FIRST = 'first-contentful-paint';

/**
 * Calls `run` after the next frame is painted; returns a function that cancels it. For the first contentful frame the
 * browser reports the paint: work between a frame's callbacks and its paint would delay it. For later frames, the
 * callback after the next runs after its paint.
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

/** True once a frame has been painted: for work that the first rows do not need. */
export function useIsPainted(): boolean {
  const [isPainted, setIsPainted] = useState(false);
  useEffect(() => afterPaint(() => setIsPainted(true)), []);
  return isPainted;
}
