import type { Series } from '../domain/series';
import type { VenueId } from '../domain/venue';
import type { HorizonHours } from './counting';
import { HORIZONS, STEP_MS } from './counting';
import type { Grid, SymbolWindows } from './windows';
import { gridOf, windowsOf } from './windows';
import type { WindowTable } from './table';
import { tableOf } from './table';
import { DAY_MS } from '../domain/time';

/** Everything that is recorded of a venue, as windows: read a few symbols at a time, in slices. */

export interface PastSource {
  /** Null when nothing was ever recorded. Rejects when it can't be read. */
  read: (venue: VenueId, symbol: string, fromMs: number, toMs: number) => Promise<Series | null>;
}

export interface Collected {
  tables: Record<HorizonHours, WindowTable>;
  /** Symbols of the venue, those with samples of our own, and those that could not be read. */
  symbols: number;
  recorded: number;
  unread: number;
  /** When the first and last half hour with a price began; null when there is none. */
  firstMs: number | null;
  lastMs: number | null;
}

interface Collecting {
  source: PastSource;
  venue: VenueId;
  symbols: readonly string[];
  fromMs: number;
  /** The end of what counts, on the exchange's clock. */
  nowMs: number;
  signal: AbortSignal;
  onProgress: (done: number, wanted: number) => void;
}

/** At once: enough to keep the database busy, few enough to stop soon. */
const BATCH = 4;

/** A symbol that can't be read is counted and left out; when none can be, rejects with the last reason. */
export async function collect(job: Collecting): Promise<Collected> {
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
        bySymbol.set(batch[index] ?? '', windowsOf(grid, hours, nowMs));
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

function widen(span: { firstMs: number; lastMs: number }, { firstStep, logPrice }: Grid): void {
  span.firstMs = Math.min(span.firstMs, firstStep * STEP_MS);
  span.lastMs = Math.max(span.lastMs, (firstStep + logPrice.length - 1) * STEP_MS);
}

/** Long work in slices: between two of them the page can draw, and hear its person. */

interface Pace {
  /** Resolves at once while the slice lasts, else after everyone else had a turn. Throws when the signal is aborted. */
  (): Promise<void>;
}

/** Well under the 50 ms after which a page feels held. */
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

/** A message to oneself: unlike a timer it is not slowed down in a page that nobody looks at. */
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
