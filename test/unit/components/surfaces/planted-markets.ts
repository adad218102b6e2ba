/** The markets that every planted exchange lists: the readings where surfaces are likeliest to differ. */
import type { VenueId } from '../../../../lib/domain/venue';
import { HOUR_MS } from '../../../../lib/domain/time';
import type { PlantedMarket, Quote } from './planted-exchanges';
import { EXCHANGES } from './planted-exchanges';

/** The newest refresh; a whole second, since some exchanges state no more, and no payment is due. */
export const NOW_MS = Date.UTC(2026, 2, 10, 12, 34, 56);
/** Refreshes before, hours: a listing is read again after an hour, and a sample must be next to the start of a window. */
export const REFRESHED_HOURS_AGO = [24, 4, 61 / 60, 0];

/** Funding periods of all exchanges but Hyperliquid, which pays every hour. */
const PERIODS = [1, 2, 4, 8];
const COINS = 1_086_500;

interface Case {
  /** Changes of open interest, %; 0 when absent. */
  oi1h?: number;
  oi4h?: number;
  oi24h?: number;
  /** As the classic model reads it, %; null: not stated. */
  fundingPct?: number | null;
  /** %; null: there is no index price. */
  basisPct?: number | null;
  /** Index price; 100 when absent. */
  price?: number;
  /** Change of the price over 24 h, %. */
  price24h?: number;
  coins?: number;
  /** Absent: long ago. */
  listedHoursAgo?: number;
  /** The exchange's text of the rate, where it is not the usual one. */
  rateText?: string;
}

export const CASES: Readonly<Record<string, Case>> = {
  // Everything beyond its cap: 100.
  CROWD: { oi1h: 3, oi4h: 8, oi24h: 20, fundingPct: 0.09, basisPct: 0.4, price24h: 12 },
  RAMP: { oi1h: -2.5, oi4h: -6, oi24h: 6, fundingPct: -0.08, basisPct: -0.3, price24h: -8 },
  // Squeezes at scores of the lowest band.
  SQZSHORT: { oi1h: 0.5, oi4h: 1, oi24h: 9, fundingPct: -0.02, basisPct: -0.05 },
  SQZLONG: { oi1h: -0.5, oi24h: 5.14, fundingPct: 0.02, basisPct: -0.3 },
  // 9 in one model, over 90 in the other.
  DIFFER: { oi1h: 1.9, oi4h: 6.5, oi24h: 16, fundingPct: -0.07, basisPct: -0.3 },
  PUBLISHED: { oi1h: -0.3, oi4h: -2, oi24h: 47.6, fundingPct: -0.565, basisPct: -1.3 },
  // A side, and the neutral band.
  SHORT13: { basisPct: -0.203125 },
  LONG12: { oi1h: 2.5 },
  SHORT14: { oi4h: -0.75, fundingPct: -0.0107142857, basisPct: -0.09375 },
  // Exactly between two scores, and at a band's edge.
  HALF: { oi1h: 2.5, oi4h: 6, basisPct: 0.1015625 },
  SHORTHALF: { oi1h: -3, oi4h: -7, basisPct: -0.1015625 },
  // 34, and 34.50 in hundredths.
  NEARHALF: { oi1h: 2.5, oi4h: 6, basisPct: 0.1015 },
  ZERO: { rateText: '0.00000000' },
  MINUSZERO: { rateText: '-0.00000000' },
  // Below what is printed.
  TINY: { oi1h: -0.003, oi4h: 0.04, oi24h: -0.04, fundingPct: -0.00004, basisPct: -0.0004 },
  UNWIND: { oi1h: -2, oi4h: -4, oi24h: -10, fundingPct: 0.03, basisPct: 0.1 },
  THOUSANDS: {
    ...{ oi1h: 0.7, oi4h: 2.2, oi24h: 1234.5, fundingPct: 1.2345, basisPct: 0.031 },
    ...{ price: 106_599.9, coins: 10_860, price24h: 3.3 },
  },
  PENNY: { oi24h: -7, fundingPct: 0.0125, basisPct: 0.21, price: 0.00001234, coins: 8_000_000_000 },
  // Partial scores, by what is missing.
  NOINDEX: { oi1h: 1, oi4h: 2, oi24h: 8, fundingPct: -0.03, basisPct: null },
  NORATE: { oi1h: 1, oi4h: 2, oi24h: 8, fundingPct: null, basisPct: -0.15 },
  NEW5H: { oi1h: 2, oi4h: 5, fundingPct: 0.04, basisPct: 0.1, listedHoursAgo: 5 },
  NEW: { fundingPct: 0.05, basisPct: 0.2, listedHoursAgo: 0.2 },
  // Not enough to be ranked; and nothing at all.
  BARE: { fundingPct: -0.045, basisPct: null, listedHoursAgo: 0.2 },
  NOTHING: { fundingPct: null, basisPct: null, listedHoursAgo: 0.2 },
};

/** Every exchange has every period, and every case each period at one exchange or more. */
export function marketsOf(venue: VenueId): PlantedMarket[] {
  const place = Object.keys(EXCHANGES).indexOf(venue);
  return Object.entries(CASES).map(([asset, planted], index) => {
    const periodHours = venue === 'hyperliquid' ? 1 : (PERIODS[(index + place) % 4] ?? 8);
    return { asset, periodHours, quoteAt: quotesOf(planted, periodHours) };
  });
}

function quotesOf(planted: Case, periodHours: number): PlantedMarket['quoteAt'] {
  const { oi1h = 0, oi4h = 0, oi24h = 0, fundingPct = 0, basisPct = 0 } = planted;
  const { price = 100, price24h = 0, coins = COINS, listedHoursAgo = Infinity } = planted;
  // The classic model reads periods under 4 h as their 8 h equivalent.
  const perPeriod = (periodHours < 4 ? periodHours / 8 : 1) / 100;
  const rate = fundingPct === null ? null : decimal(fundingPct * perPeriod);
  const index = (ago: number) => (ago > 12 ? price / (1 + price24h / 100) : price);
  const before = (pct: number) => Math.round(coins / (1 + pct / 100) / 10) * 10;
  const coinsAt = (ago: number) => {
    if (ago <= 0) return coins;
    return ago <= 2.5 ? before(oi1h) : before(ago <= 12 ? oi4h : oi24h);
  };
  return (atMs): Quote | null => {
    const ago = (NOW_MS - atMs) / HOUR_MS;
    if (ago > listedHoursAgo) return null;
    return {
      markPrice: decimal(index(ago) * (1 + (basisPct ?? 0) / 100)),
      indexPrice: basisPct === null ? null : decimal(index(ago)),
      fundingRate: planted.rateText ?? rate,
      coins: coinsAt(ago),
      turnover: '250000000',
    };
  };
}

/** As exchanges write numbers: no exponent, no zeros at the end. */
function decimal(value: number): string {
  const text = value.toFixed(16 - Math.max(1, Math.floor(Math.log10(Math.abs(value) || 1)) + 1));
  return text.replace(/\.?0+$/, '') || '0';
}
