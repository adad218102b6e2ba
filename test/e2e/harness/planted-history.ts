/**
 * A month of one symbol's history, stored as the worker stores it: older days as half-hour means, newer ones as
 * 5-minute samples.
 */
import type { PerpState, VenueBoard } from '../../../lib/domain/board';
import { DaySamples, downsampled } from '../../../lib/storage/days';
import type { DayRecord } from '../../../lib/storage/records';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import { startOfDay, DAY_MS } from '../../../lib/domain/time';
import { GROUP_SIZE } from '../../../lib/storage/records';
import { extendTrail, packSnapshot } from '../../../lib/history/store';
import { LOG_WIDTH } from '../../../lib/storage/codec';
import type { Extension } from './extension';
import { SLOT_MS } from '../../../lib/domain/series';

const HOUR_MS = 3_600_000;

export interface PlantedHistory {
  /** The symbol's current state, from which its history is generated. */
  perpState: PerpState;
  venue: string;
  /** Time of the board, on the exchange's clock. */
  nowMs: number;
  /** End of the samples; `nowMs` when absent. */
  endMs?: number;
  /** Length before the end. */
  days: number;
  /** Ranges without any sample, and ranges that are backfilled; ms before now. */
  gaps?: readonly (readonly [fromAgoMs: number, toAgoMs: number])[];
  backFilled?: readonly (readonly [fromAgoMs: number, toAgoMs: number])[];
  /** The state at an earlier time; generated when absent. */
  past?: (agoMs: number) => PerpState;
}

const FINE_DAYS = 7;

/** A month of one of the board's symbols until now: the last day has a gap, and before it a backfilled part. */
export function monthOf({ venue, asOfMs, perpStates }: VenueBoard, symbol: string): PlantedHistory {
  const perpState = perpStates.find(({ perp }) => perp.symbol === symbol);
  if (perpState === undefined) throw new Error(`no ${symbol}`);
  return {
    ...{ perpState, venue, nowMs: asOfMs, days: 29 },
    gaps: [[6 * HOUR_MS, 4.5 * HOUR_MS]],
    backFilled: [[10 * HOUR_MS, 7 * HOUR_MS]],
  };
}

/** A generated earlier state: smooth, rising at its end, the same for all symbols. */
function pastPerpState(
  { perp, reading, openInterest, inputs }: PerpState,
  agoMs: number,
): PerpState {
  const days = agoMs / DAY_MS;
  const wave = Math.sin(days * 2.1) * 0.6 + Math.sin(days * 9.7) * 0.3 + Math.sin(days * 61) * 0.06;
  const calm = Math.min(1, days * 2);
  const grown = 1 - 0.12 * calm + 0.05 * wave * calm;
  const mix = (value: number | null, full: number) =>
    value === null ? null : value * (1 - calm) + full * wave * calm;
  const rate = mix(reading?.fundingRate ?? null, 0.0005);
  const fundingPct = rate === null ? null : rate * 100;
  return {
    perp,
    reading: reading && {
      ...reading,
      fundingRate: rate,
      markPrice: reading.markPrice === null ? null : reading.markPrice * (1 - 0.04 * wave * calm),
    },
    openInterest: openInterest && { ...openInterest, baseQty: openInterest.baseQty * grown },
    inputs: {
      ...NO_INPUTS,
      oi1hPct: mix(inputs.oi1hPct, 2),
      oi4hPct: mix(inputs.oi4hPct, 5),
      oi24hPct: mix(inputs.oi24hPct, 14),
      fundingPct,
      funding8hPct: fundingPct,
      basisPct: mix(inputs.basisPct, 0.2),
    },
  };
}

function boardOf(planted: PlantedHistory, agoMs: number): VenueBoard {
  const { venue, nowMs, perpState } = planted;
  const past = planted.past?.(agoMs) ?? pastPerpState(perpState, agoMs);
  return { venue, asOfMs: nowMs - agoMs, perpStates: [past] };
}

export function dayRecords(planted: PlantedHistory): DayRecord[] {
  const { perpState, venue, nowMs, endMs = nowMs, days, gaps = [], backFilled = [] } = planted;
  const { symbol } = perpState.perp;
  const samples = new Map<number, DaySamples>();
  const isIn = (agoMs: number, stretches: readonly (readonly [number, number])[]) =>
    stretches.some(([from, to]) => agoMs <= from && agoMs > to);
  const firstMs = Math.ceil((endMs - days * DAY_MS) / SLOT_MS) * SLOT_MS;
  for (let atMs = firstMs; atMs < endMs; atMs += SLOT_MS) {
    const agoMs = nowMs - atMs;
    if (isIn(agoMs, gaps)) continue;
    const day = samples.get(startOfDay(atMs)) ?? new DaySamples(startOfDay(atMs));
    samples.set(startOfDay(atMs), day);
    const board = boardOf(planted, agoMs);
    const baseQty = board.perpStates[0]?.openInterest?.baseQty ?? 0;
    if (isIn(agoMs, backFilled)) day.addBackFilled([{ baseQty, atMs }]);
    else day.addOwn(packSnapshot(board, [symbol]), 0);
  }
  const records = [...samples.values()].flatMap((day) => day.pack(venue, symbol) ?? []);
  const isLong = ({ dayMs }: DayRecord) => dayMs < startOfDay(nowMs) - FINE_DAYS * DAY_MS;
  return records.map((record) => (isLong(record) ? downsampled(record) : record));
}

/** The symbol's last 24 h for its sparkline, in its row of the venue's index. */
function trailOf(planted: PlantedHistory, symbols: readonly string[]) {
  const quarterMs = 900_000;
  let trail: ReturnType<typeof extendTrail> | undefined;
  for (let ago = 96; ago >= 0; ago -= 1) {
    trail = extendTrail(trail, boardOf(planted, ago * quarterMs), symbols);
  }
  return trail;
}

/** Replaces the symbol's finished days; open pages are notified like by the worker. */
export async function plantHistory(extension: Extension, planted: PlantedHistory): Promise<void> {
  const days = dayRecords(planted);
  // As text: a list of numbers takes ten times as long through the browser's protocol.
  const plain = (record: DayRecord) => ({
    ...record,
    bytes: Buffer.from(record.bytes).toString('base64'),
  });
  const trail = trailOf(planted, [planted.perpState.perp.symbol]);
  await extension.onPage((page) =>
    page.evaluate(
      async ([records, points, groupSize, rowWidth]) => {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('pressure');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('no database'));
        });
        const stores = ['pastDays', 'trails', 'symbols', 'log', 'blocks'];
        const transaction = database.transaction(stores, 'readwrite');
        const done = new Promise<void>((resolve, reject) => {
          transaction.oncomplete = () => resolve();
          transaction.onabort = () => reject(transaction.error ?? new Error('not planted'));
        });
        for (const { bytes, ...record } of records) {
          const { buffer } = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
          transaction.objectStore('pastDays').put({ ...record, bytes: buffer });
        }
        if (points !== null) {
          const index = transaction.objectStore('symbols').get(points.venue);
          index.onsuccess = () => {
            const { symbols } = index.result as { symbols: string[] };
            const row = symbols.indexOf(points.symbol);
            // Removes the symbol's own refreshes of today, which would mix with the generated days.
            const group = Math.floor(row / groupSize);
            transaction
              .objectStore('blocks')
              .delete(IDBKeyRange.bound([points.venue, group], [points.venue, group, Infinity]));
            const cursor = transaction
              .objectStore('log')
              .openCursor(IDBKeyRange.bound([points.venue], [points.venue, Infinity]));
            cursor.onsuccess = () => {
              const { result } = cursor;
              if (result === null) return;
              const record = result.value as { values: Float32Array };
              record.values.fill(Number.NaN, row * rowWidth, (row + 1) * rowWidth);
              result.update(record);
              result.continue();
            };
            const trails = transaction.objectStore('trails');
            const stored = trails.get(points.venue);
            stored.onsuccess = () => {
              const trail = stored.result as { classic: Int8Array; crowding: Int8Array };
              trail.classic.set(points.classic, row * 96);
              trail.crowding.set(points.crowding, row * 96);
              trails.put(trail);
            };
          };
        }
        await done;
        database.close();
        const channel = new BroadcastChannel('board-changes');
        channel.postMessage(null);
        channel.close();
      },
      [
        days.map(plain),
        trail === undefined
          ? null
          : {
              venue: planted.venue,
              symbol: planted.perpState.perp.symbol,
              classic: [...trail.classic],
              crowding: [...trail.crowding],
            },
        GROUP_SIZE,
        LOG_WIDTH,
      ] as const,
    ),
  );
}
