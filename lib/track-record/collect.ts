/** Reads a venue's whole history into tables of windows, a few symbols at a time, without blocking the page. */
import type { Series } from '../domain/series';
import type { VenueId } from '../domain/venue';
import type { HorizonHours } from './counting';
import { HORIZONS } from './counting';
import type { Grid, SymbolWindows } from './windows';
import { gridOf, priceWindows } from './windows';
import type { WindowTable } from './table';
import { tableOf } from './table';
import { DAY_MS } from '../domain/time';

export interface PastSource {
  /** One symbol's samples; null when none were recorded. Times in ms, on the exchange's clock. Rejects when unreadable. */
  read: (venue: VenueId, symbol: string, fromMs: number, toMs: number) => Promise<Series | null>;
}

export interface Collected {
  tables: Record<HorizonHours, WindowTable>;
  /** How many symbols the venue has; of them, with samples of our own; and unreadable. */
  symbols: number;
  recorded: number;
  unread: number;
  /** Start of the first and the last half hour with a price, ms; null when there is none. */
  firstMs: number | null;
  lastMs: number | null;
}

interface CollectJob {
  source: PastSource;
  venue: VenueId;
  symbols: readonly string[];
  fromMs: number;
  /** Windows that end later do not count; ms, on the exchange's clock. */
  nowMs: number;
  signal: AbortSignal;
  onProgress: (done: number, wanted: number) => void;
}

/** Symbols read at once: enough to keep the database busy, few enough to cancel soon. */
const BATCH = 4;

/** Unreadable symbols are skipped and counted; when all are, rejects with the last one's reason. */
export async function collect(job: CollectJob): Promise<Collected> {
  const { source, venue, symbols, fromMs, nowMs, signal, onProgress } = job;
  const pace = createPace(signal);
  const found = HORIZONS.map((hours) => ({ hours, bySymbol: new Map<string, SymbolWindows>() }));
  const span = { firstMs: Infinity, lastMs: -Infinity };
  let [recorded, unread] = [0, 0];
  let reason: unknown = null;
  for (let from = 0; from < symbols.length; from += BATCH) {
    onProgress(from, symbols.length);
    const batch = symbols.slice(from, from + BATCH);
    const read = batch.map((symbol) => source.read(venue, symbol, fromMs, nowMs + DAY_MS));
    const answers = await Promise.allSettled(read);
    for (const [index, answer] of answers.entries()) {
      await pace();
      if (answer.status === 'rejected') {
        unread += 1;
        reason = answer.reason;
        continue;
      }
      const grid = answer.value && gridOf(answer.value);
      if (grid === null) continue;
      recorded += 1;
      widen(span, grid);
      for (const { hours, bySymbol } of found) {
        bySymbol.set(batch[index] ?? '', priceWindows(grid, hours, nowMs));
      }
    }
  }
  if (unread > 0 && unread === symbols.length) throw reason;
  onProgress(symbols.length, symbols.length);
  const [four, day] = await Promise.all(
    found.map(({ hours, bySymbol }) => tableOf(bySymbol, hours, pace)),
  );
  if (four === undefined || day === undefined) throw new Error('a horizon is missing');
  const { firstMs, lastMs } = span;
  return {
    tables: { 4: four, 24: day },
    symbols: symbols.length,
    recorded,
    unread,
    firstMs: firstMs < Infinity ? firstMs : null,
    lastMs: lastMs > -Infinity ? lastMs : null,
  };
}

function widen(
  span: { firstMs: number; lastMs: number },
  { stepMs, firstStep, logPrice }: Grid,
): void {
  span.firstMs = Math.min(span.firstMs, firstStep * stepMs);
  span.lastMs = Math.max(span.lastMs, (firstStep + logPrice.length - 1) * stepMs);
}

/** Splits long work into slices, so that the page stays responsive. */
interface Pace {
  /** Resolves at once while the slice lasts, otherwise after other tasks have run. Rejects when the signal is aborted. */
  (): Promise<void>;
}

/** Well under the 50 ms of a long task. */
const SLICE_MS = 14;

export function createPace(signal: AbortSignal): Pace {
  let sinceMs = performance.now();
  return async () => {
    signal.throwIfAborted();
    if (performance.now() - sinceMs < SLICE_MS) return;
    await nextTurn();
    sinceMs = performance.now();
    signal.throwIfAborted();
  };
}

/** By a message instead of a timer: timers are throttled in hidden pages. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
