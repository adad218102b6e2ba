/** Keeps a store in step with the stored boards and settings until `signal` aborts. */
import type { BoardSource, SettingsSource } from './source';
import type { BoardStore } from './store';

export interface BoardSources {
  board: BoardSource;
  settings: Pick<SettingsSource, 'read' | 'watch'>;
}

/** Resolves when the first read has reached the store, good or not; the reads run side by side. Never rejects. */
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

/** Read through a call, since it changes while `work` is awaited. */
function isTrue(value: boolean): boolean {
  return value;
}
