/** What followed the scores over five years of six coins. */
import type { Band } from '../domain/band';
import type { ModelId } from '../domain/score';

/** Volatility after scores of one band, both sides together, as a multiple of that after similar hours. */
export interface EvidenceFigure {
  model: ModelId;
  /** By the default cut-offs. */
  band: Band;
  /** Length of the windows. */
  hours: number;
  ratio: number;
  /** Bounds of the 95 % interval. */
  low: number;
  high: number;
  days: number;
  windows: number;
}

export interface Evidence {
  from: string;
  to: string;
  coins: readonly string[];
  source: string;
  takenOn: string;
  figures: readonly EvidenceFigure[];
}

export const FIVE_YEARS: Evidence = {
  from: '2020-01-01',
  to: '2024-12-31',
  coins: ['AVAX', 'BNB', 'BTC', 'DOGE', 'ETH', 'SOL'],
  source: 'github.com/PietroC21/Crypto-PerpetualFutures',
  takenOn: '2026-11-27',
  figures: [
    {
      model: 'classic',
      band: 'stretched',
      hours: 4,
      ratio: 1.08,
      low: 1.04,
      high: 1.11,
      days: 1,
      windows: 1,
    },
    {
      model: 'classic',
      band: 'stressed',
      hours: 4,
      ratio: 1.24,
      low: 1.17,
      high: 1.31,
      days: 1,
      windows: 1,
    },
    {
      model: 'crowding',
      band: 'stretched',
      hours: 4,
      ratio: 1.17,
      low: 1.11,
      high: 1.25,
      days: 1,
      windows: 1,
    },
    {
      model: 'crowding',
      band: 'stressed',
      hours: 4,
      ratio: 1.44,
      low: 1.24,
      high: 1.66,
      days: 1,
      windows: 1,
    },
    {
      model: 'classic',
      band: 'stretched',
      hours: 24,
      ratio: 1.05,
      low: 1.01,
      high: 1.09,
      days: 1,
      windows: 1,
    },
    {
      model: 'classic',
      band: 'stressed',
      hours: 24,
      ratio: 1.17,
      low: 1.07,
      high: 1.28,
      days: 1,
      windows: 1,
    },
    {
      model: 'crowding',
      band: 'stretched',
      hours: 24,
      ratio: 1.13,
      low: 1.03,
      high: 1.25,
      days: 1,
      windows: 1,
    },
    {
      model: 'crowding',
      band: 'stressed',
      hours: 24,
      ratio: 1.45,
      low: 1.14,
      high: 1.77,
      days: 1,
      windows: 1,
    },
  ],
};
