/**
 * The worker's store: the database, and while the browser opens none the session's storage as its fallback, so that the live
 * board never depends on a history. The database is retried; as soon as it opens, states, ledgers and boards of the fallback go
 * into it, and history begins again.
 */
import type { HistoryTrouble } from '../domain/history-trouble';
import type { VenueId } from '../domain/venue';
import type { StateRecord } from '../storage/records';
import { isFullError, isErrorNamed, MIN_FREE_BYTES } from './quota';
import type { SessionStore } from './session-store';
import type { Stored, VenueStore } from './store';

export interface FallbackParts<S extends StateRecord & { startedAtMs: number | null }> {
  /** Opens the database; idempotent. Rejects also when the browser does not answer. */
  open: () => Promise<unknown>;
  database: VenueStore<S>;
  memory: SessionStore<S>;
  /** Free quota, bytes; null: unknown. */
  freeBytes: () => Promise<number | null>;
  /** Runs once after each time the database has been opened. */
  onOpened: () => Promise<void>;
  /** Notifies pages, which read the database themselves, that it is stale; null: it is current again. */
  notifyPages: (trouble: HistoryTrouble | null) => Promise<void>;
  /** This machine's clock, ms. */
  now: () => number;
}

export interface FallbackStore<S extends StateRecord> extends VenueStore<S> {
  /** Null while the history works. Opens the database if that was not tried yet. */
  trouble(): Promise<HistoryTrouble | null>;
  /** Retries the database at once, without a back-off. */
  tryAgain(): Promise<HistoryTrouble | null>;
  /** The browser closed the database: it is reopened before its next use. */
  markClosed(): void;
}

/** Back-off after a failure. */
const RETRY_MS = 20_000;

type State = { is: 'open' } | { is: 'down'; trouble: HistoryTrouble; sinceMs: number };

export function createFallbackStore<S extends StateRecord & { startedAtMs: number | null }>(
  parts: FallbackParts<S>,
): FallbackStore<S> {
  const { database, memory, now } = parts;
  let state: State | null = null;
  let asking: Promise<State> | null = null;
  /** Settles after `onOpened`; writes wait for it. */
  let opened: Promise<void> = Promise.resolve();
  /** The last loaded or committed data: the fallback's start when the database fails during a refresh. */
  const latest = new Map<VenueId, Stored<S>>();

  const fail = (error: unknown): State => {
    console.warn('There is no history for now: the database failed.', error);
    const trouble = troubleOf(error);
    notifyPages(trouble);
    return (state = { is: 'down', trouble, sinceMs: now() });
  };
  const notifyPages = (trouble: HistoryTrouble | null) => {
    parts.notifyPages(trouble).catch((error: unknown) => {
      console.warn('Pages could not be told of the history.', error);
    });
  };

  /** A partial write on a full disk can lose the whole database, so none is started then. */
  async function checkQuota(): Promise<void> {
    const left = await parts.freeBytes();
    if (left !== null && left < MIN_FREE_BYTES) {
      throw new DOMException(`only ${left} bytes are left on the disk`, 'QuotaExceededError');
    }
  }

  async function ask(): Promise<State> {
    const wasDown = state?.is === 'down';
    try {
      if (wasDown) await checkQuota();
      await parts.open();
      // Reads do not wait for it: it changes nothing that they read.
      opened = afterOpening(wasDown);
      opened.catch(fail);
      return (state = { is: 'open' });
    } catch (error) {
      return fail(error);
    }
  }

  async function afterOpening(isChecked: boolean): Promise<void> {
    if (!isChecked) await checkQuota();
    await parts.onOpened();
    notifyPages(null);
  }

  async function current(): Promise<State> {
    if (state?.is === 'open') return state;
    if (state?.is === 'down' && now() - state.sinceMs < RETRY_MS && now() >= state.sinceMs) {
      return state;
    }
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function either<T>(work: (store: VenueStore<S>) => Promise<T>): Promise<T> {
    if ((await current()).is === 'open') {
      try {
        return await work(database);
      } catch (error) {
        fail(error);
        // The rest of the refresh needs what it has read from the database.
        for (const { state: known, perps, board } of latest.values()) {
          if ((await memory.peek(known.venue)) !== null) continue;
          await memory.commit({ state: known, perps, ...(board && { board }) });
        }
      }
    }
    return work(memory);
  }

  /** As `either`, for writes: to the database only while there is quota left. */
  function write<T>(work: (store: VenueStore<S>) => Promise<T>): Promise<T> {
    return either(async (store) => {
      if (store === database) {
        await opened;
        await checkQuota();
      }
      return work(store);
    });
  }

  /** The newer of the two states; the fallback's is written to the database. */
  async function reconciled(venue: VenueId): Promise<Stored<S>> {
    const [fallback, recorded] = await Promise.all([memory.peek(venue), database.load(venue)]);
    if (fallback === null) return recorded;
    await opened;
    await checkQuota();
    const isNewer = (fallback.state.startedAtMs ?? 0) >= (recorded.state.startedAtMs ?? 0);
    if (isNewer) {
      const { state: newest, perps, board } = fallback;
      await database.commit({ state: newest, perps, ...(board && { board }) });
    }
    await memory.remove(venue);
    return isNewer ? database.load(venue) : recorded;
  }

  return {
    async load(venue) {
      const stored = await either((store) =>
        store === database ? reconciled(venue) : store.load(venue),
      );
      latest.set(venue, stored);
      return stored;
    },
    async commit(change) {
      const { venue } = change.state;
      const before = latest.get(venue);
      await write((store) => store.commit(change));
      latest.set(venue, {
        state: change.state,
        perps: change.perps ?? before?.perps ?? [],
        board: change.board ?? before?.board ?? null,
      });
    },
    lookBack: (...asked) => either((store) => store.lookBack(...asked)),
    collecting: (...asked) => either((store) => store.collecting(...asked)),
    gaps: (...asked) => either((store) => store.gaps(...asked)),
    addBackFilled: (...asked) => write((store) => store.addBackFilled(...asked)),
    maintain: (options) => write((store) => store.maintain(options)),
    async trouble() {
      await current();
      await opened.catch(() => undefined);
      return state?.is === 'down' ? state.trouble : null;
    },
    async tryAgain() {
      state = null;
      return this.trouble();
    },
    markClosed() {
      if (state?.is === 'open') state = null;
    },
  };
}

/** The kind of trouble behind the browser's error. */
function troubleOf(error: unknown): HistoryTrouble {
  if (isFullError(error)) return 'full';
  return isErrorNamed(error, ['VersionError']) ? 'newer' : 'unavailable';
}
