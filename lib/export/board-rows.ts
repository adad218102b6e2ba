/** The board now as rows, with exactly the inputs that its scores were made from. */
import type { VenueBoard } from '../domain/board';
import { scoreAll } from '../scoring/score';
import type { ExportRow, Recorded } from './row';
import { exportRow } from './row';

export function boardRows({ venue, asOfMs, standings }: VenueBoard): ExportRow[] {
  return standings.map(({ perp, reading, openInterest, inputs }) => {
    const { classic, crowding } = scoreAll(inputs);
    const recorded = { classic: recordedOf(classic), crowding: recordedOf(crowding) };
    const sample = {
      venue,
      symbol: perp.symbol,
      time: asOfMs,
      stepMinutes: null,
      source: 'own',
      openInterestCoins: openInterest?.coins ?? null,
      fundingRate: reading?.fundingRate ?? null,
      fundingPeriodHours: reading?.fundingPeriodHours ?? null,
      markPrice: reading?.markPrice ?? null,
      quoteVolume24h: reading?.quoteVolume24h ?? null,
    } as const;
    return exportRow(sample, inputs, recorded);
  });
}

function recordedOf({ raw, coverage }: { raw: number; coverage: number }): Recorded {
  const value = coverage > 0 ? raw + 0 : null;
  return { mean: value, least: value, most: value };
}
