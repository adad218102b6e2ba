/** The recorded past, for charts and for the board's small pictures. Loaded after the first rows. */
import type { HistorySource } from '../../lib/board/source';
import { createTrends } from '../../lib/board/trends';
import { readPast, readTrails } from '../../lib/history/past-source';

export const past: HistorySource = {
  read: readPast,
  trends: async (thresholds, refreshMs) => createTrends(await readTrails(), thresholds, refreshMs),
};
