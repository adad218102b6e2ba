/** Generated boards of any size, for benchmarks in the browser. */
import type { PerpState, VenueBoard } from '../../../lib/domain/board';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import { SLOT_MS } from '../../../lib/domain/series';

export const START_MS = Date.UTC(2026, 8, 1);

function perpState(index: number, atMs: number): PerpState {
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
    openInterest: { baseQty: 1e6 * (1 + wave / 10), atMs },
    inputs: {
      ...NO_INPUTS,
      oi1hPct: wave,
      oi4hPct: wave,
      oi24hPct: wave,
      fundingPct: wave / 100,
      funding8hPct: wave / 100,
      basisPct: wave / 10,
    },
  };
}

/** The board a number of slots after the start. */
export function boardAt(symbols: number, slot: number, venue = 'binance'): VenueBoard {
  const asOfMs = START_MS + slot * SLOT_MS;
  const perpStates = Array.from({ length: symbols }, (_, index) => perpState(index, asOfMs));
  return { venue, asOfMs, perpStates };
}

/** A refresh as a row per symbol, five values each: the alternative to snapshots. */
export function rowsAt(symbols: number, slot: number) {
  return boardAt(symbols, slot).perpStates.map(({ perp, reading, openInterest, inputs }) => ({
    symbol: perp.symbol,
    atMs: START_MS + slot * SLOT_MS,
    openInterest: openInterest?.baseQty,
    fundingRate: reading?.fundingRate,
    basisPct: inputs.basisPct,
    markPrice: reading?.markPrice,
    score: inputs.oi1hPct,
  }));
}
