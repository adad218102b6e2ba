/** A board at a time: symbols with prices and every input. */
import type { VenueBoard } from '../../../lib/domain/board';
import { NO_INPUTS } from '../../../lib/domain/inputs';
import { perpState } from '../history/boards';

export function boardAt(asOfMs: number, symbols: readonly string[]): VenueBoard {
  const reading = {
    ...{ markPrice: 100.1, indexPrice: 100, fundingRate: 0.0001, fundingPeriodHours: 8 },
    ...{ nextFundingAtMs: null, quoteVolume24h: 1e9, pricedAtMs: asOfMs },
  };
  const inputs = {
    ...NO_INPUTS,
    ...{ oi1hPct: 0.5, oi4hPct: 1, oi24hPct: 5 },
    ...{ fundingPct: 0.01, funding8hPct: 0.01, basisPct: 0.1 },
  };
  return {
    venue: 'binance',
    asOfMs,
    perpStates: symbols.map((symbol) => ({
      ...perpState(symbol, 90_000, asOfMs),
      reading: { ...reading, symbol },
      inputs,
    })),
  };
}
