/** A stretch of time cut at the months' beginnings, UTC. */
export interface Month {
  /** `2026-03`. */
  name: string;
  fromMs: number;
  endMs: number;
}

export function monthsOf(fromMs: number, toMs: number): Month[] {
  const months: Month[] = [];
  for (let startMs = fromMs; startMs < toMs;) {
    const date = new Date(startMs);
    const endMs = Math.min(toMs, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1));
    months.push({ name: date.toISOString().slice(0, 7), fromMs: startMs, endMs });
    startMs = endMs;
  }
  return months;
}
