/** The next ends of quarters after a moment: their last Fridays, 08:00 UTC. */
export function quarterEnds(atMs: number, count: number): number[] {
  const ends: number[] = [];
  const date = new Date(atMs);
  for (let quarter = Math.floor(date.getUTCMonth() / 3); ends.length < count; quarter += 1) {
    const last = new Date(Date.UTC(date.getUTCFullYear(), quarter * 3 + 3, 0, 8));
    last.setUTCDate(last.getUTCDate() - ((last.getUTCDay() + 2) % 7));
    if (last.getTime() > atMs) ends.push(last.getTime());
  }
  return ends;
}
