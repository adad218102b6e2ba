/** Why the recorded history can't be read or written; the live board goes on without it. */
export const HISTORY_TROUBLES = [
  /** The browser opens no database for the extension's pages or worker. */
  'unavailable',
  /** The disk is full: a partial write could lose the whole database. */
  'full',
  /** A newer version of the extension wrote it. */
  'newer',
  /** The worker has a database, but the browser gives it to no page in a private window. */
  'private',
  /** The worker has a database; this page could not open it. */
  'page',
] as const;
export type HistoryTrouble = (typeof HISTORY_TROUBLES)[number];
