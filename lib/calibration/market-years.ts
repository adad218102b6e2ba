/**
 * What followed the scores of years of the real market. Written by `npm run evidence -- --series DIR --write SOURCE`, not
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

export const MARKET_YEARS: MarketYears = {
  from: '2020-09-23',
  to: '2024-12-31',
  coins: ['AVAX', 'BNB', 'DOGE', 'SOL'],
  source:
    'github.com/PietroC21/Crypto-PerpetualFutures at a072947 (MIT): hourly open interest of Bybit, funding of Binance, prices of OKX and Deribit',
  takenOn: '2026-11-27',
  figures: [
    {
      model: 'classic',
      band: 'stressed',
      hours: 4,
      ratio: 1.008,
      low: 0.936,
      high: 1.085,
      days: 191,
      windows: 323,
    },
    {
      model: 'classic',
      band: 'stretched',
      hours: 4,
      ratio: 1.025,
      low: 1,
      high: 1.049,
      days: 1005,
      windows: 2853,
    },
    {
      model: 'classic',
      band: 'lean',
      hours: 4,
      ratio: 1.006,
      low: 0.993,
      high: 1.02,
      days: 1501,
      windows: 7882,
    },
    {
      model: 'classic',
      band: 'neutral',
      hours: 4,
      ratio: 0.989,
      low: 0.978,
      high: 0.999,
      days: 1499,
      windows: 14029,
    },
    {
      model: 'crowding',
      band: 'stressed',
      hours: 4,
      ratio: 1.243,
      low: 0.978,
      high: 1.422,
      days: 63,
      windows: 110,
    },
    {
      model: 'crowding',
      band: 'stretched',
      hours: 4,
      ratio: 1.078,
      low: 1.042,
      high: 1.117,
      days: 434,
      windows: 1554,
    },
    {
      model: 'crowding',
      band: 'lean',
      hours: 4,
      ratio: 1.035,
      low: 1.015,
      high: 1.057,
      days: 966,
      windows: 3700,
    },
    {
      model: 'crowding',
      band: 'neutral',
      hours: 4,
      ratio: 0.979,
      low: 0.972,
      high: 0.986,
      days: 1492,
      windows: 19723,
    },
    {
      model: 'classic',
      band: 'stressed',
      hours: 24,
      ratio: 1.057,
      low: 0.902,
      high: 1.227,
      days: 46,
      windows: 51,
    },
    {
      model: 'classic',
      band: 'stretched',
      hours: 24,
      ratio: 1.023,
      low: 0.974,
      high: 1.074,
      days: 393,
      windows: 463,
    },
    {
      model: 'classic',
      band: 'lean',
      hours: 24,
      ratio: 0.999,
      low: 0.979,
      high: 1.019,
      days: 958,
      windows: 1298,
    },
    {
      model: 'classic',
      band: 'neutral',
      hours: 24,
      ratio: 0.992,
      low: 0.975,
      high: 1.009,
      days: 1240,
      windows: 2316,
    },
    {
      model: 'crowding',
      band: 'stretched',
      hours: 24,
      ratio: 1.126,
      low: 1.047,
      high: 1.212,
      days: 180,
      windows: 227,
    },
    {
      model: 'crowding',
      band: 'lean',
      hours: 24,
      ratio: 1.038,
      low: 1.006,
      high: 1.073,
      days: 479,
      windows: 636,
    },
    {
      model: 'crowding',
      band: 'neutral',
      hours: 24,
      ratio: 0.974,
      low: 0.962,
      high: 0.984,
      days: 1366,
      windows: 3253,
    },
  ],
  fittedOn: '2020–2023',
  unseen: '2024',
  slopes: [
    { model: 'classic', hours: 4, slope: 3.915, low: 1.062, high: 6.957 },
    { model: 'crowding', hours: 4, slope: 1.579, low: 0.806, high: 2.284 },
    { model: 'classic', hours: 24, slope: -7.415, low: -18.795, high: 4.843 },
    { model: 'crowding', hours: 24, slope: 1.735, low: 0.725, high: 2.634 },
  ],
};
