/**
 * The board's dependencies (data, settings, history), provided by the page that mounts it; and what keeps the store in
 * sync with them.
 */
import type { Thresholds } from '../domain/band';
import type { BoardSource, StoredBoards } from '../domain/board';
import type { Series } from '../domain/series';
import type { VenueId } from '../domain/venue';
import type { Settings } from '../settings/settings';
import type { BoardStore } from './store';
import type { TrendOf } from './trends';

export interface SettingsSource {
  read: () => Promise<Settings>;
  watch: (listener: (settings: Settings) => void, signal: AbortSignal) => void;
  update: (change: (settings: Settings) => Settings) => Promise<Settings>;
}

/** The recorded history, for charts and trends. Loaded after the first rows. */
export interface HistorySource {
  /** Null before the first refresh. Times are on the exchange's clock. Rejects when the database can't be read. */
  read: (venue: VenueId, symbol: string, fromMs: number, toMs: number) => Promise<Series | null>;
  /** The last 24 h of every symbol. Rejects as `read` does. */
  trends: (thresholds: Thresholds, refreshMs: number) => Promise<TrendOf>;
}

export interface BoardSources {
  board: BoardSource;
  settings: Pick<SettingsSource, 'read' | 'watch'>;
}

/**
 * Syncs a store with the stored boards and settings until `signal` aborts. Resolves when the first read has reached the
 * store, good or not; the reads run side by side. Never rejects.
 */
export async function connectBoard(
  store: BoardStore,
  { board, settings }: BoardSources,
  signal: AbortSignal,
): Promise<void> {
  const change: BoardStore['change'] = (choices) => {
    if (!signal.aborted) store.change(choices);
  };
  const readBoards = async () => {
    try {
      const stored = await board.read(signal);
      return { stored, readAtMs: Date.now(), readFailed: false };
    } catch (error) {
      if (!signal.aborted) console.warn('The stored boards could not be read.', error);
      return { readFailed: true };
    }
  };
  const readSettings = async () => {
    try {
      const chosen = await settings.read();
      await store.prepare(chosen.view);
      return { settings: chosen };
    } catch (error) {
      console.warn('The settings could not be read: the defaults are used.', error);
      return {};
    }
  };
  const first = Promise.all([readBoards(), readSettings()]);
  const oneAtATime = createRepeater(async () => change(await readBoards()));
  board.onChange(oneAtATime, signal);
  settings.watch((next) => change({ settings: next }), signal);
  const [boards, chosen] = await first;
  change({ ...boards, ...chosen });
}

/** Runs `work` when called; calls during a run lead to one more run after it, so that the newest state is always read. */
function createRepeater(work: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await work();
    } while (isTrue(again));
    running = false;
  };
  return () => void run();
}

/** A call, since TypeScript's narrowing ignores that the value changes while `work` is awaited. */
function isTrue(value: boolean): boolean {
  return value;
}
