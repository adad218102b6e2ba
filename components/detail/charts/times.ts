/** `24 Nov, 14:05`, in the person's own way of writing it; with the zone in an hour that the clocks repeat. */
export function momentWords(atMs: number): string {
  return new Date(atMs).toLocaleString(undefined, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(comesTwice(atMs) && { timeZoneName: 'short' }),
  });
}

const HALF_HOUR_MS = 1_800_000;

/** Autumn repeats an hour, on Lord Howe Island half of one. */
function comesTwice(atMs: number): boolean {
  const minuteOf = (ms: number) => {
    const date = new Date(ms);
    return date.getHours() * 60 + date.getMinutes();
  };
  return [-2, -1, 1, 2].some((n) => minuteOf(atMs + n * HALF_HOUR_MS) === minuteOf(atMs));
}
