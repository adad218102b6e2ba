/** Ages and the stale look move on by themselves. */
const TICK_MS = 5_000;

/** Calls `onTick` from time to time while the page is in view, until `signal` aborts. */
export function ticking(onTick: () => void, signal: AbortSignal): void {
  const tick = () => {
    if (!document.hidden) onTick();
  };
  document.addEventListener('visibilitychange', tick, { signal });
  const timer = setInterval(tick, TICK_MS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
  });
}
