import { useEffect, useState } from 'preact/hooks';

/** How often ages on the board are redrawn. */
export const AGE_TICK_MS = 5_000;

/**
 * This machine's time, ms, updated at multiples of `everyMs`, so that all ages on a page change together. Paused while
 * the page is hidden.
 */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => {
      if (!document.hidden) setNowMs(Date.now());
    };
    let timer: ReturnType<typeof setTimeout>;
    const arm = () => {
      timer = setTimeout(
        () => {
          tick();
          arm();
        },
        everyMs - (Date.now() % everyMs),
      );
    };
    arm();
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [everyMs]);
  return nowMs;
}
