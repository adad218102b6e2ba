/** A simulation whose browser was closed for a while, and that time in its history. */
import { IDBKeyRange } from 'fake-indexeddb';
import { vi } from 'vitest';
import { SOURCE } from '../../../lib/domain/series';
import { readSeries } from '../../../lib/history/series';
import type { Simulation } from './simulation';
import { samplesOf } from './simulation';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const SLOT_MS = 5 * MINUTE_MS;

/** Friday evening to Monday morning. */
export const WEEKEND_HOURS = 63;

export interface Closed {
  simulation: Simulation;
  /** The end of the last own slot before, and the time of reopening. */
  fromMs: number;
  backMs: number;
}

/** A few refreshes, then nothing for so many hours. */
export async function closedFor(hours: number, simulation: Simulation): Promise<Closed> {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  await refreshUntilDone(simulation);
  simulation.nowMs += SLOT_MS;
  await refreshUntilDone(simulation);
  const { board } = await simulation.stored();
  const fromMs = (Math.floor((board?.asOfMs ?? 0) / SLOT_MS) + 1) * SLOT_MS;
  simulation.requests.length = 0;
  simulation.nowMs += hours * HOUR_MS;
  return { simulation, fromMs, backMs: simulation.nowMs };
}

/** Refreshes until no work is left, or none can be done before the next period. */
export async function refreshUntilDone(simulation: Simulation): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { resumeAtMs } = await simulation.refresh();
    if (resumeAtMs === null) return;
    simulation.nowMs = Math.max(simulation.nowMs, resumeAtMs);
  }
  throw new Error('stuck');
}

export function pastOf({ requests }: Simulation) {
  return requests.flatMap(({ kind, symbol, page, atMs }) =>
    kind === 'past' && symbol !== undefined && page !== undefined ? [{ symbol, page, atMs }] : [],
  );
}

/** A symbol's samples of `fromMs` ≤ time < `toMs`, with their sources. */
export async function storedSamples(
  { database }: Simulation,
  symbol: string,
  fromMs: number,
  toMs: number,
) {
  const series = await readSeries(database, 'binance', symbol, fromMs, toMs);
  return [...series.atMs].map((atMs, index) => ({
    atMs,
    baseQty: series.baseQty[index],
    source: series.source[index],
  }));
}

/** The venue's samples as they must be stored: 32-bit values with their source. */
export function asStored(fromMs: number, toMs: number) {
  return samplesOf(fromMs, toMs).map(({ atMs, baseQty }) => ({
    atMs,
    baseQty: Math.fround(baseQty),
    source: SOURCE.backFilled,
  }));
}
