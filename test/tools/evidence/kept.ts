/** The source of lib/calibration/market-years.ts, from what was counted. */
import type { Evidence } from './count';
import { keptFigures, rounded } from './count';

/** `takenOn`: a day, such as 2026-03-01. Throws where there is nothing to keep. */
export function keptModule(evidence: Evidence, source: string, takenOn: string): string {
  const { from, to, coins, fittedOn, unseen } = evidence;
  const figures = keptFigures(evidence);
  if (figures.length === 0) throw new Error('too little history for any figure');
  const slopes = evidence.calibration.flatMap(({ model, hours, slope, low, high }) =>
    slope === null || low === null || high === null
      ? []
      : [{ model, hours, slope: rounded(slope), low: rounded(low), high: rounded(high) }],
  );
  const value = { from, to, coins, source, takenOn, figures, fittedOn, unseen, slopes };
  return `${HEAD}
export const MARKET_YEARS: MarketYears = ${JSON.stringify(value)};
`;
}

const HEAD = `/**
 * What followed the scores of years of the real market. Written by \`npm run evidence -- --series DIR --write SOURCE\`, not
 * by hand; test/unit/tools/evidence.test.ts compares it with what that gives. Bands have the default cut-offs: what
 * shows a figure looks it up by the default band of the score, also where the user has other cut-offs.
 */
import type { Band } from '../domain/band';
import type { ModelId } from '../domain/score';

/** Volatility after scores of a band as a multiple of that after similar hours, both sides together. */
export interface EvidenceFigure {
  model: ModelId;
  band: Band;
  /** How long after the score. */
  hours: 4 | 24;
  ratio: number;
  /** The 95 % interval. */
  low: number;
  high: number;
  /** Days with at least one window, and windows. */
  days: number;
  windows: number;
}

/** The slope of what followed in a year on what the years before it let expect: 1 as expected, 0 nothing of it. */
interface UnseenSlope {
  model: ModelId;
  hours: 4 | 24;
  slope: number;
  low: number;
  high: number;
}

interface MarketYears {
  /** Days, UTC: the first and the last. */
  from: string;
  to: string;
  coins: readonly string[];
  source: string;
  /** The day the figures were made. */
  takenOn: string;
  figures: readonly EvidenceFigure[];
  /** The years that predict, and the one that was predicted from them. */
  fittedOn: string;
  unseen: string;
  slopes: readonly UnseenSlope[];
}
`;
