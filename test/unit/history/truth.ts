/** A small world of perpetuals to store and compare with: every value is a function of symbol and time. */
import type { PerpState, VenueBoard } from '../../../lib/domain/board';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import type { OpenInterest } from '../../../lib/domain/reading';
import { MODELS, scoreWith } from '../../../lib/scoring/score';

export const VENUE = 'binance';
export const SYMBOLS = Array.from({ length: 60 }, (_, index) => `S${index}USDT`);

function wave(symbol: string, atMs: number, perMs: number): number {
  return Math.sin(SYMBOLS.indexOf(symbol) + atMs / perMs);
}

export function coinsOf(symbol: string, atMs: number): number {
  return Math.fround(1e6 * (1 + 0.2 * wave(symbol, atMs, 2e7)));
}

export function perpStateOf(symbol: string, atMs: number): PerpState {
  const fundingRate = wave(symbol, atMs, 1e7) / 1e3;
  return {
    perp: {
      symbol,
      baseAsset: symbol.slice(0, -4),
      quoteAsset: 'USDT',
      assetClass: 'crypto',
      listedAtMs: null,
      fundingPeriodHours: 8,
      coinsPerContract: 1,
    },
    reading: {
      symbol,
      markPrice: 100 + wave(symbol, atMs, 3e7),
      indexPrice: 100,
      fundingRate,
      fundingPeriodHours: 8,
      nextFundingAtMs: null,
      quoteVolume24h: 1e6,
      pricedAtMs: atMs,
    },
    openInterest: { baseQty: coinsOf(symbol, atMs), atMs },
    inputs: {
      ...NO_INPUTS,
      oi1hPct: wave(symbol, atMs, 4e7),
      oi4hPct: 2 * wave(symbol, atMs, 5e7),
      oi24hPct: 5 * wave(symbol, atMs, 6e7),
      fundingPct: fundingRate * 100,
      funding8hPct: fundingRate * 100,
      basisPct: wave(symbol, atMs, 3e7),
    },
  };
}

export function boardOf(atMs: number, symbols: readonly string[] = SYMBOLS): VenueBoard {
  const perpStates = symbols.map((symbol) => perpStateOf(symbol, atMs));
  return { venue: VENUE, asOfMs: atMs, perpStates };
}

/** Oldest first, like a venue's history. */
export function historyOf(
  symbol: string,
  fromMs: number,
  toMs: number,
  stepMs: number,
): OpenInterest[] {
  const samples = [];
  for (let atMs = fromMs; atMs <= toMs; atMs += stepMs) {
    samples.push({ atMs, baseQty: coinsOf(symbol, atMs) });
  }
  return samples;
}

export function scoreOf(symbol: string, atMs: number): number {
  return scoreWith(MODELS.classic, perpStateOf(symbol, atMs).inputs).raw;
}
