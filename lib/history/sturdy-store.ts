/**
 * The store that the worker uses: the database while the browser gives us one, else the session's memory, so that the live
 * board never depends on a history. The database is tried again and again; as soon as it opens, what the memory has of states,
 * ledgers and boards goes into it, and history begins again.
 */
import type { HistoryTrouble } from '../domain/history-trouble';
import type { VenueId } from '../domain/venue';
import { isFullError, isNamed, LEAST_ROOM_BYTES } from './room';
import type { SessionStore } from './session-store';
import type { Stored, VenueStore } from './store';

export interface SturdyParts {
  /** Opens the database, or does nothing when it is open. Rejects also when the browser does not answer. */
  open: () => Promise<unknown>;
  database: VenueStore;
  memory: SessionStore;
  /** What the browser says is left on the disk, in bytes; null where it does not say. */
  room: () => Promise<number | null>;
  /** Runs once after each time the database has been opened. */
  onOpened: () => Promise<void>;
  /** Tells pages, which read the database themselves, that it is not what counts now; null: it is again. */
  tell: (trouble: HistoryTrouble | null) => Promise<void>;
  /** This machine's clock, ms. */
  now: () => number;
}

export interface SturdyStore extends VenueStore {
  /** Null when the history is there. Asks the database where nobody has yet. */
  trouble(): Promise<HistoryTrouble | null>;
  /** Asks the database at once, whatever was last heard of it. */
  tryAgain(): Promise<HistoryTrouble | null>;
  /** The browser has closed the database: it is opened, and looked at, before it is used again. */
  forgetOpen(): void;
}

/** After a failure, the next attempt. */
const RETRY_MS = 20_000;

type State = { is: 'open' } | { is: 'down'; trouble: HistoryTrouble; sinceMs: number };

export function createSturdyStore(parts: SturdyParts): SturdyStore {
  const { database, memory, now } = parts;
  let state: State | null = null;
  let asking: Promise<State> | null = null;
  /** What is seen to after opening and before anything is written. */
  let opened: Promise<void> = Promise.resolve();
  /** As last loaded or committed in this life: what the memory begins with when the database fails under a refresh. */
  const latest = new Map<VenueId, Stored>();

  const fail = (error: unknown): State => {
    console.warn('There is no history for now: the database failed.', error);
    const trouble = troubleOf(error);
    tell(trouble);
    return (state = { is: 'down', trouble, sinceMs: now() });
  };
  const tell = (trouble: HistoryTrouble | null) => {
    parts.tell(trouble).catch((error: unknown) => {
      console.warn('Pages could not be told of the history.', error);
    });
  };

  /** A write that fails half-way on a full disk can cost the whole database: none is begun then. */
  async function mustHaveRoom(): Promise<void> {
    const left = await parts.room();
    if (left !== null && left < LEAST_ROOM_BYTES) {
      throw new DOMException(`only ${left} bytes are left on the disk`, 'QuotaExceededError');
    }
  }

  async function ask(): Promise<State> {
    const wasDown = state?.is === 'down';
    try {
      if (wasDown) await mustHaveRoom();
      await parts.open();
      // Reading need not wait for it: nothing of it changes what is read.
      opened = seeTo(wasDown);
      opened.catch(fail);
      return (state = { is: 'open' });
    } catch (error) {
      return fail(error);
    }
  }

  async function seeTo(hasRoom: boolean): Promise<void> {
    if (!hasRoom) await mustHaveRoom();
    await parts.onOpened();
    tell(null);
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

  async function either<T>(work: (store: VenueStore) => Promise<T>): Promise<T> {
    if ((await current()).is === 'open') {
      try {
        return await work(database);
      } catch (error) {
        fail(error);
        // Begun with the database: the rest of the refresh needs what it had.
        for (const { state: known, perps, board } of latest.values()) {
          if ((await memory.peek(known.venue)) !== null) continue;
          await memory.commit({ state: known, perps, ...(board && { board }) });
        }
      }
    }
    return work(memory);
  }

  /** As `either`, of work that writes: into the database only where there is room. */
  function write<T>(work: (store: VenueStore) => Promise<T>): Promise<T> {
    return either(async (store) => {
      if (store === database) {
        await opened;
        await mustHaveRoom();
      }
      return work(store);
    });
  }

  /** The newer of what the database has and what the memory kept while there was none, which goes into the database then. */
  async function handedOver(venue: VenueId): Promise<Stored> {
    const [kept, recorded] = await Promise.all([memory.peek(venue), database.load(venue)]);
    if (kept === null) return recorded;
    await opened;
    await mustHaveRoom();
    const isNewer = (kept.state.startedAtMs ?? 0) >= (recorded.state.startedAtMs ?? 0);
    if (isNewer) {
      const { state: newest, perps, board } = kept;
      await database.commit({ state: newest, perps, ...(board && { board }) });
    }
    await memory.forget(venue);
    return isNewer ? database.load(venue) : recorded;
  }

  return {
    async load(venue) {
      const stored = await either((store) =>
        store === database ? handedOver(venue) : store.load(venue),
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
    upkeep: (options) => write((store) => store.upkeep(options)),
    async trouble() {
      await current();
      await opened.catch(() => undefined);
      return state?.is === 'down' ? state.trouble : null;
    },
    async tryAgain() {
      state = null;
      return this.trouble();
    },
    forgetOpen() {
      if (state?.is === 'open') state = null;
    },
  };
}

/** What the browser's error means to a person. */
export function troubleOf(error: unknown): HistoryTrouble {
  if (isFullError(error)) return 'full';
  return isNamed(error, ['VersionError']) ? 'newer' : 'unavailable';
}
