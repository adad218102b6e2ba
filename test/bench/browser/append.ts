/** Runs in the browser: one refresh into a long history, as we store it and as a row per symbol. */
import { Dexie } from 'dexie';
import type { Standing, VenueBoard } from '../../../lib/domain/board';
import { Database } from '../../../lib/history/database';
import { newVenueState, SLOT_MS } from '../../../lib/history/records';
import { createVenueStore } from '../../../lib/history/store';
import { packSnapshots } from '../../../lib/history/snapshot';

const START_MS = 1_790_000_000_000 - (1_790_000_000_000 % SLOT_MS);

function standing(index: number, atMs: number): Standing {
  const wave = Math.sin(index + atMs / 1e7);
  return {
    perp: {
      symbol: `S${index}USDT`,
      baseAsset: `S${index}`,
      quoteAsset: 'USDT',
      assetClass: 'crypto',
      listedAtMs: null,
      fundingPeriodHours: 8,
      coinsPerContract: 1,
    },
    reading: {
      symbol: `S${index}USDT`,
      markPrice: 100 + wave,
      indexPrice: 100,
      fundingRate: wave / 1e4,
      fundingPeriodHours: 8,
      nextFundingAtMs: atMs,
      quoteVolume24h: 1e6 + index,
      pricedAtMs: atMs,
    },
    openInterest: { coins: 1e6 * (1 + wave / 10), atMs },
    inputs: {
      oi1hPct: wave,
      oi4hPct: wave,
      oi24hPct: wave,
      fundingPct: wave / 100,
      funding8hPct: wave / 100,
      basisPct: wave / 10,
    },
  };
}

function boardAt(symbols: number, slot: number): VenueBoard {
  const asOfMs = START_MS + slot * SLOT_MS;
  const standings = Array.from({ length: symbols }, (_, index) => standing(index, asOfMs));
  return { venue: 'binance', asOfMs, standings };
}

/** Milliseconds of each of `runs` refreshes appended after `slots` slots of history: alone, and with the new board. */
export async function appendSnapshots(
  symbols: number,
  slots: number,
  runs: number,
): Promise<{ appendMs: number[]; commitMs: number[] }> {
  const database = new Database('bench-snapshots');
  const store = createVenueStore(database);
  const names = boardAt(symbols, 0).standings.map(({ perp }) => perp.symbol);
  await database.symbols.put({ venue: 'binance', symbols: names });
  for (let slot = 0; slot < slots; slot += 96) {
    const records = Array.from({ length: Math.min(96, slots - slot) }, (_, more) =>
      packSnapshots(boardAt(symbols, slot + more), names),
    );
    await database.slots.bulkPut(records.flat());
  }
  const appendMs: number[] = [];
  const commitMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const board = boardAt(symbols, slots + run);
    const startMs = performance.now();
    await database.slots.bulkPut(packSnapshots(board, names));
    appendMs.push(performance.now() - startMs);
    const nextMs = performance.now();
    await store.commit({ state: newVenueState('binance'), board, asSnapshot: true });
    commitMs.push(performance.now() - nextMs);
  }
  database.close();
  await Dexie.delete('bench-snapshots');
  return { appendMs, commitMs };
}

/** The same refreshes as one row per symbol and refresh, five values each, written with bulkPut. */
export async function appendRows(symbols: number, slots: number, runs: number): Promise<number[]> {
  const database = new Dexie('bench-rows');
  database.version(1).stores({ rows: '[symbol+atMs], atMs' });
  const rows = (slot: number) =>
    boardAt(symbols, slot).standings.map(({ perp, reading, openInterest, inputs }) => ({
      symbol: perp.symbol,
      atMs: START_MS + slot * SLOT_MS,
      openInterest: openInterest?.coins,
      fundingRate: reading?.fundingRate,
      basisPct: inputs.basisPct,
      markPrice: reading?.markPrice,
      score: inputs.oi1hPct,
    }));
  for (let slot = 0; slot < slots; slot += 24) {
    const hours = Array.from({ length: Math.min(24, slots - slot) }, (_, more) =>
      rows(slot + more),
    );
    await database.table('rows').bulkPut(hours.flat());
  }
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const batch = rows(slots + run);
    const startMs = performance.now();
    await database.table('rows').bulkPut(batch);
    times.push(performance.now() - startMs);
  }
  database.close();
  await Dexie.delete('bench-rows');
  return times;
}
