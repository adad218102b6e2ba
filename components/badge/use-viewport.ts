import { useLayoutEffect, useState } from 'preact/hooks';
import type { Size } from './placement';

/** The viewport without its scroll bars, px; kept up while the badge is there. */
export function useViewport(): Size {
  const [viewport, setViewport] = useState(viewportSize);
  useLayoutEffect(() => {
    const onResize = () => {
      setViewport(viewportSize());
    };
    window.addEventListener('resize', onResize, { passive: true });
    return () => {
      window.removeEventListener('resize', onResize);
    };
  }, []);
  return viewport;
}

/** In quirks mode the root element may be as high as the page. */
function viewportSize(): Size {
  const { clientWidth, clientHeight } = document.documentElement;
  return {
    width: Math.min(window.innerWidth, clientWidth || Infinity),
    height: Math.min(window.innerHeight, clientHeight || Infinity),
  };
}
