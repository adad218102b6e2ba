/** A stretch of time cut at the months' beginnings, UTC. */
export interface Month {
  fromMs: number;
  endMs: number;
}

export function monthsOf(fromMs: number, toMs: number): Month[] {
  const months: Month[] = [];
  for (let startMs = fromMs; startMs < toMs;) {
    const date = new Date(startMs);
    const endMs = Math.min(toMs, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1));
    months.push({ fromMs: startMs, endMs });
    startMs = endMs;
  }
  return months;
}
