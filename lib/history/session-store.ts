/**
 * The fallback without a database: the newest state, listing and board of each venue, and 29 hours of open interest to
 * look back at, in session storage, which outlives the worker. No history.
 */
import type { VenueBoard } from '../domain/board';
import { OI_WINDOWS } from '../domain/inputs';
import type { OpenInterest } from '../domain/reading';
import type { VenueId } from '../domain/venue';
import { Search } from './look-back';
import * as z from '../schema';
import { LOOK_BACK_MS } from '../storage/backfill';
import { readableBoard, readablePerps } from '../storage/checks';
import type { StateRecord } from '../storage/records';
import type { Commit, StateFormat, Stored, VenueStore } from './store';
import { SLOT_MS } from '../domain/series';

/** An area of the browser's extension storage; `storage.session` has a quota of 10 MB in both browsers. */
export interface StorageArea {
  get(keys: string | string[]): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
}

export interface SessionStore<S extends StateRecord> extends VenueStore<S> {
  /** Null: nothing stored for the venue. */
  peek(venue: VenueId): Promise<Stored<S> | null>;
  remove(venue: VenueId): Promise<void>;
}

const liveKey = (venue: VenueId) => `live:${venue}`;
const coinsKey = (venue: VenueId) => `coins:${venue}`;

export function createSessionStore<S extends StateRecord>(
  area: StorageArea,
  format: StateFormat<S>,
): SessionStore<S> {
  const read = async (key: string) => (await area.get(key))[key];

  async function load(venue: VenueId): Promise<Stored<S>> {
    const found = await read(liveKey(venue));
    const given: { state?: unknown; perps?: unknown; board?: unknown } =
      typeof found === 'object' && found !== null ? found : {};
    return {
      state: format.repaired(given.state, venue, Date.now()),
      perps: readablePerps(given.perps),
      board: readableBoard(given.board, venue),
    };
  }

  async function commit({ state, perps, board, histories }: Commit<S>): Promise<void> {
    const { venue } = state;
    const before = await load(venue);
    const live = { state, perps: perps ?? before.perps, board: compact(board ?? before.board) };
    await area.set({ [liveKey(venue)]: live });
    if (board === undefined && histories === undefined) return;
    const grid = OpenInterestGrid.parse(await read(coinsKey(venue)));
    if (board !== undefined) addBoard(grid, board);
    for (const [symbol, samples] of histories ?? []) {
      for (const { atMs, baseQty } of samples) {
        if (baseQty !== null) grid.add(symbol, atMs, baseQty);
      }
    }
    try {
      await area.set({ [coinsKey(venue)]: grid.packed() });
    } catch (error) {
      // Quota exceeded: the board goes on, and the history is requested from the venue again.
      console.warn('Open interest to look back at could not be stored for this session.', error);
    }
  }

  return {
    load,
    commit,
    async lookBack(venue, { openInterest: symbols = [] }, nowMs) {
      const grid = OpenInterestGrid.parse(await read(coinsKey(venue)));
      const search = new Search(symbols, [], nowMs);
      for (const symbol of symbols) search.offer(symbol, grid.samplesOf(symbol));
      // The session stores no earlier prices.
      return { openInterest: search.found, price: new Map() };
    },
    async collecting(venue, nowMs, clockSkewMs) {
      const grid = OpenInterestGrid.parse(await read(coinsKey(venue)));
      return OI_WINDOWS.map(({ windowMs, toleranceMs }) => {
        const oldestMs = grid.oldestSince(nowMs - windowMs - toleranceMs) ?? nowMs;
        const readyAtMs = oldestMs + windowMs - toleranceMs;
        return { windowMs, readyAtMs: readyAtMs <= nowMs ? null : readyAtMs - clockSkewMs };
      });
    },
    gaps: () => Promise.resolve([]),
    addBackFilled: () => Promise.resolve(),
    maintain: () => Promise.resolve(),
    async peek(venue) {
      return (await read(liveKey(venue))) === undefined ? null : load(venue);
    },
    remove: (venue) => area.remove([liveKey(venue), coinsKey(venue)]),
  };
}

/** Missing inputs are left out to save quota: `readableBoard` reads absent as missing. */
function compact(board: VenueBoard | null) {
  return (
    board && {
      ...board,
      perpStates: board.perpStates.map((perpState) => ({
        ...perpState,
        inputs: Object.fromEntries(
          Object.entries(perpState.inputs).filter(([, value]) => value !== null),
        ),
      })),
    }
  );
}

function addBoard(grid: OpenInterestGrid, { asOfMs, perpStates }: VenueBoard): void {
  grid.moveTo(asOfMs);
  for (const { perp, openInterest } of perpStates) {
    if (openInterest !== null && openInterest.atMs <= asOfMs + SLOT_MS) {
      grid.add(perp.symbol, openInterest.atMs, openInterest.baseQty);
    }
  }
}

const WIDTH = Math.ceil(LOOK_BACK_MS / SLOT_MS) + 1;

const packedSchema = z.object({
  endSlot: z.int(),
  symbols: z.array(z.string()),
  /** 32-bit floats, base64. */
  baseQty: z.string(),
});

/** Open interest of a venue's symbols in 5-minute slots of the last 29 hours, small enough for the session storage. */
class OpenInterestGrid {
  private readonly rows = new Map<string, Float32Array>();
  /** The newest slot, counted from 1970; null while nothing is known. */
  private endSlot: number | null = null;

  /** Empty when `packed` is invalid. */
  static parse(packed: unknown): OpenInterestGrid {
    const grid = new OpenInterestGrid();
    const { data } = packedSchema.safeParse(packed);
    if (data === undefined) return grid;
    const baseQty = floatsOf(data.baseQty);
    if (baseQty?.length !== data.symbols.length * WIDTH) return grid;
    grid.endSlot = data.endSlot;
    data.symbols.forEach((symbol, row) => {
      grid.rows.set(symbol, baseQty.slice(row * WIDTH, (row + 1) * WIDTH));
    });
    return grid;
  }

  packed(): z.infer<typeof packedSchema> {
    const baseQty = new Float32Array(this.rows.size * WIDTH);
    [...this.rows.values()].forEach((row, index) => {
      baseQty.set(row, index * WIDTH);
    });
    return { endSlot: this.endSlot ?? 0, symbols: [...this.rows.keys()], baseQty: textOf(baseQty) };
  }

  /** Moves the window so that its newest slot is that of `atMs`. */
  moveTo(atMs: number): void {
    const slot = slotOf(atMs);
    const shift = this.endSlot === null ? 0 : slot - this.endSlot;
    this.endSlot = slot;
    if (shift === 0) return;
    for (const [symbol, row] of this.rows) {
      const moved = new Float32Array(WIDTH).fill(Number.NaN);
      if (shift > 0) moved.set(row.subarray(Math.min(WIDTH, shift)));
      else moved.set(row.subarray(0, Math.max(0, WIDTH + shift)), Math.min(WIDTH, -shift));
      this.rows.set(symbol, moved);
    }
  }

  /** Samples outside the window are ignored. */
  add(symbol: string, atMs: number, baseQty: number): void {
    this.endSlot ??= slotOf(atMs);
    const column = WIDTH - 1 - (this.endSlot - slotOf(atMs));
    if (column < 0 || column >= WIDTH) return;
    const row = this.rows.get(symbol) ?? new Float32Array(WIDTH).fill(Number.NaN);
    row[column] = baseQty;
    this.rows.set(symbol, row);
  }

  /** A symbol's samples, oldest first, dated by their slots. */
  samplesOf(symbol: string): OpenInterest[] {
    return [...(this.rows.get(symbol) ?? [])].flatMap((baseQty, column) =>
      Number.isNaN(baseQty) ? [] : { baseQty, atMs: this.timeOf(column) },
    );
  }

  /** Time of the oldest sample of any symbol since `fromMs`; null without any. */
  oldestSince(fromMs: number): number | null {
    for (let column = 0; column < WIDTH; column += 1) {
      const atMs = this.timeOf(column);
      if (atMs < fromMs) continue;
      for (const row of this.rows.values()) if (!Number.isNaN(row[column])) return atMs;
    }
    return null;
  }

  private timeOf(column: number): number {
    return ((this.endSlot ?? 0) - (WIDTH - 1 - column)) * SLOT_MS;
  }
}

function slotOf(atMs: number): number {
  return Math.round(atMs / SLOT_MS);
}

function textOf(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer);
  let text = '';
  // The number of arguments of a call is limited.
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(text);
}

/** Null unless it is base64 of whole floats. */
function floatsOf(text: string): Float32Array | null {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return bytes.length % 4 === 0 ? new Float32Array(bytes.buffer) : null;
  } catch {
    return null;
  }
}
