import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The element's height, px, as long as `key` names one that is drawn; `estimate` until it is measured. */
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
      // Zero is an element that is not laid out, not one without height.
      if (target.offsetHeight > 0) setHeight(target.offsetHeight);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, key]);
  return height;
}
