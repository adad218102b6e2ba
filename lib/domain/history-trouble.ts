/** Why the recorded history can't be read or written; the live board goes on without it. */
export const HISTORY_TROUBLES = [
  /** The browser opens no database for the extension: neither for its pages nor for its worker. */
  'unavailable',
  /** The disk is full: a write that fails half-way could cost all of it. */
  'full',
  /** A newer version of the extension wrote it. */
  'newer',
  /** The worker has it, but the browser gives it to no page in a private window. */
  'private',
  /** The worker has it; this page alone could not open it. */
  'page',
] as const;
export type HistoryTrouble = (typeof HISTORY_TROUBLES)[number];
