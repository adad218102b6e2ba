/** The current board as rows, with exactly the inputs that its scores were computed from. */
import type { Thresholds } from '../domain/band';
import { bandOf } from '../domain/band';
import type { PerpState, VenueBoard } from '../domain/board';
import type { Score } from '../domain/score';
import { scoreAll } from '../scoring/score';
import type { BoardExportRow, RecordedScore } from './row';
import { exportRow, MORE_RECORDED } from './row';

/** `thresholds`: the user's bands. */
export function boardRows(
  { venue, asOfMs, perpStates }: VenueBoard,
  thresholds: Thresholds,
): BoardExportRow[] {
  return perpStates.map((perpState) => {
    const { perp, reading, openInterest, inputs } = perpState;
    const { classic, crowding } = scoreAll(inputs);
    const recorded = { classic: recordedOf(classic), crowding: recordedOf(crowding) };
    const sample = {
      venue,
      symbol: perp.symbol,
      time: asOfMs,
      stepMinutes: null,
      source: 'own',
      openInterestCoins: openInterest?.baseQty ?? null,
      fundingRate: reading?.fundingRate ?? null,
      fundingPeriodHours: reading?.fundingPeriodHours ?? null,
      markPrice: reading?.markPrice ?? null,
      quoteVolume24h: reading?.quoteVolume24h ?? null,
    } as const;
    const scores = { classic: recorded.classic.mean, crowding: recorded.crowding.mean };
    const more = Object.fromEntries(
      MORE_RECORDED.map(({ exportedAs, read }) => [
        exportedAs,
        read({ perpState, atMs: asOfMs, scores }),
      ]),
    );
    const ofClassic = wordsOf(classic, thresholds);
    const ofCrowding = wordsOf(crowding, thresholds);
    return {
      ...exportRow(sample, inputs, recorded, more),
      openInterestUsd: worthOf(perpState),
      classicSide: ofClassic.side,
      classicBand: ofClassic.band,
      classicRegime: ofClassic.regime,
      crowdingSide: ofCrowding.side,
      crowdingBand: ofCrowding.band,
      crowdingRegime: ofCrowding.regime,
    };
  });
}

/** In the quote asset, taken as USD, to the cent. Each contract counts once, also where the venue counts both sides. */
function worthOf({ perp, reading, openInterest }: PerpState): number | null {
  const markPrice = reading?.markPrice ?? null;
  if (openInterest === null || markPrice === null) return null;
  const worth = (openInterest.baseQty / (perp.openInterestSides ?? 1)) * markPrice;
  return Math.round(worth * 100) / 100;
}

function wordsOf({ score, bias, regime, coverage }: Score, thresholds: Thresholds) {
  if (coverage === 0) return { side: null, band: null, regime: null };
  return { side: bias, band: bandOf(score, thresholds), regime };
}

function recordedOf({ raw, coverage }: { raw: number; coverage: number }): RecordedScore {
  const value = coverage > 0 ? raw + 0 : null;
  return { mean: value, least: value, most: value };
}
