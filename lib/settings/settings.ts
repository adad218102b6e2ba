import type { Band, Thresholds } from '../domain/band';
import { DEFAULT_THRESHOLDS } from '../domain/band';
import type { Universe } from '../domain/perp';
import type { ModelId } from '../domain/score';
import type { PerpKey, VenueId } from '../domain/venue';

export type Theme = 'system' | 'light' | 'dark';
/** `safe` is blue and orange; `classic` is green and red. A word or arrow is always beside it. */
export type Palette = 'safe' | 'classic';
export type FundingUnit = 'quoted' | '8h';
/** A row per perpetual, or one per asset of all venues together. */
export type View = 'venues' | 'all';

/** Where and how the badge sits on one site. */
export interface BadgePlacement {
  /** Distance of the badge's centre from the left and top, as fractions of the viewport; null: the venue's free corner. */
  position: { x: number; y: number } | null;
  collapsed: boolean;
  hidden: boolean;
}

export interface Settings {
  thresholds: Thresholds;
  model: ModelId;
  /** Which venues are switched on; one not named here has its registry default. */
  venues: Record<VenueId, boolean>;
  universe: Universe;
  view: View;
  /** 1..60. */
  refreshPeriodMinutes: number;
  fundingUnit: FundingUnit;
  theme: Theme;
  palette: Palette;
  badge: {
    enabled: boolean;
    /** The badge shows from this band up. */
    fromBand: Band;
    /** Whether it shows on TradingView's charts too; the browser asks for that site when it is switched on. */
    tradingView: boolean;
    /** By site, e.g. `www.binance.com`. */
    sites: Record<string, BadgePlacement>;
  };
  /** The toolbar number counts symbols in this band or above; null switches it off. */
  toolbarFromBand: Band | null;
  watchlist: PerpKey[];
  /** 7..90. */
  historyDays: number;
}

export const DEFAULT_SETTINGS: Settings = {
  thresholds: DEFAULT_THRESHOLDS,
  model: 'classic',
  venues: {},
  universe: { quoteAssets: ['USDT'], tokenised: false },
  view: 'venues',
  refreshPeriodMinutes: 5,
  fundingUnit: 'quoted',
  theme: 'system',
  palette: 'safe',
  badge: { enabled: true, fromBand: 'neutral', tradingView: false, sites: {} },
  toolbarFromBand: 'stressed',
  watchlist: [],
  historyDays: 30,
};
