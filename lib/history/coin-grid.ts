/** Open interest of a venue's symbols in 5-minute slots of the last 29 hours, small enough for the session storage. */
import type { OpenInterest } from '../domain/reading';
import * as z from '../schema';
import { SLOT_MS } from './records';
import { LOOK_BACK_MS } from './seed';

const WIDTH = Math.ceil(LOOK_BACK_MS / SLOT_MS) + 1;

const packedSchema = z.object({
  endSlot: z.int(),
  symbols: z.array(z.string()),
  /** 32-bit floats, base64. */
  coins: z.string(),
});

export class CoinGrid {
  private readonly rows = new Map<string, Float32Array>();
  /** The newest slot, counted from 1970; null while nothing is known. */
  private endSlot: number | null = null;

  /** An empty one where `packed` is none. */
  static parse(packed: unknown): CoinGrid {
    const grid = new CoinGrid();
    const { data } = packedSchema.safeParse(packed);
    if (data === undefined) return grid;
    const coins = floatsOf(data.coins);
    if (coins?.length !== data.symbols.length * WIDTH) return grid;
    grid.endSlot = data.endSlot;
    data.symbols.forEach((symbol, row) => {
      grid.rows.set(symbol, coins.slice(row * WIDTH, (row + 1) * WIDTH));
    });
    return grid;
  }

  packed(): z.infer<typeof packedSchema> {
    const coins = new Float32Array(this.rows.size * WIDTH);
    [...this.rows.values()].forEach((row, index) => {
      coins.set(row, index * WIDTH);
    });
    return { endSlot: this.endSlot ?? 0, symbols: [...this.rows.keys()], coins: textOf(coins) };
  }

  /** The newest slot becomes that of `atMs`, earlier or later. */
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

  /** What is newer than the newest slot or older than the oldest is left out. */
  add(symbol: string, atMs: number, coins: number): void {
    this.endSlot ??= slotOf(atMs);
    const column = WIDTH - 1 - (this.endSlot - slotOf(atMs));
    if (column < 0 || column >= WIDTH) return;
    const row = this.rows.get(symbol) ?? new Float32Array(WIDTH).fill(Number.NaN);
    row[column] = coins;
    this.rows.set(symbol, row);
  }

  /** Of a symbol, oldest first, each at the moment of its slot. */
  samplesOf(symbol: string): OpenInterest[] {
    return [...(this.rows.get(symbol) ?? [])].flatMap((coins, column) =>
      Number.isNaN(coins) ? [] : { coins, atMs: this.timeOf(column) },
    );
  }

  /** When the oldest sample of any symbol since `fromMs` was; null without any. */
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
  // Calls take only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(text);
}

/** Null for what is no base64 of whole floats. */
function floatsOf(text: string): Float32Array | null {
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return bytes.length % 4 === 0 ? new Float32Array(bytes.buffer) : null;
  } catch {
    return null;
  }
}
