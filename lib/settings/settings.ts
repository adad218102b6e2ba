/** The settings, their defaults and limits, and functions that need nothing but settings. */
import type { Thresholds } from '../domain/band';
import { DEFAULT_THRESHOLDS } from '../domain/band';
import type { Level } from '../domain/level';
import type { Universe } from '../domain/perp';
import type { ModelId } from '../domain/score';
import type { PerpKey, VenueId } from '../domain/venue';

export type Theme = 'system' | 'light' | 'dark';
/** `safe` is blue and orange; `classic` is green and red. Colour never stands alone: a word or an arrow says the same. */
export type Palette = 'safe' | 'classic';
export type FundingUnit = 'quoted' | '8h';
/** A row per perpetual, or one per asset of all venues together. */
export type BoardView = 'venues' | 'all';

/** The badge's position and state on one site. */
export interface BadgePlacement {
  /** The badge's centre from the left and top, as fractions 0..1 of the viewport; null: the venue's default corner. */
  position: { x: number; y: number } | null;
  collapsed: boolean;
  hidden: boolean;
}

export interface Settings {
  thresholds: Thresholds;
  model: ModelId;
  /** Which venues are on; one not listed here has its registry default. */
  venues: Record<VenueId, boolean>;
  universe: Universe;
  view: BoardView;
  /** See REFRESH_PERIOD_MINUTES. */
  refreshPeriodMinutes: number;
  fundingUnit: FundingUnit;
  theme: Theme;
  palette: Palette;
  badge: {
    enabled: boolean;
    /** The badge shows from this level up. */
    fromBand: Level;
    /** Whether it shows on TradingView's charts too; switching it on asks the browser for that site's permission. */
    tradingView: boolean;
    /** By site, e.g. `www.binance.com`. */
    sites: Record<string, BadgePlacement>;
  };
  /** The toolbar number counts symbols at this level or above; null switches it off. */
  toolbarFromBand: Level | null;
  watchlist: PerpKey[];
  /** How long history is retained; see HISTORY_DAYS. */
  historyDays: number;
}

/** Both ends are allowed; whole numbers only. */
export const REFRESH_PERIOD_MINUTES = { least: 1, most: 60 } as const;
export const HISTORY_DAYS = { least: 7, most: 90 } as const;

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

const DEFAULT_PLACEMENT: BadgePlacement = { position: null, collapsed: false, hidden: false };

/** The settings with the badge's placement on one site changed; `site` is a host, e.g. `www.binance.com`. */
export function withPlacement(
  settings: Settings,
  site: string,
  change: Partial<BadgePlacement>,
): Settings {
  const placement = { ...(settings.badge.sites[site] ?? DEFAULT_PLACEMENT), ...change };
  const sites = { ...settings.badge.sites, [site]: placement };
  return { ...settings, badge: { ...settings.badge, sites } };
}

/** Whether the venue is on: as the user set it, or else by its registry default. */
export function isVenueOn(
  { id, onByDefault }: { id: VenueId; onByDefault: boolean },
  { venues }: Pick<Settings, 'venues'>,
): boolean {
  return venues[id] ?? onByDefault;
}

/** The only access to the stored settings, for the worker and every page; implemented in lib/settings/store.ts. */
export interface SettingsStore {
  read: () => Promise<Settings>;
  /** Calls back after every change, from whichever page or worker, until `signal` aborts. */
  watch: (listener: (settings: Settings) => void, signal: AbortSignal) => void;
  /** Applies `change` to the newest settings; concurrent updates are serialised. Resolves to what was stored. */
  update: (change: (settings: Settings) => Settings) => Promise<Settings>;
  /** Back to the defaults, the watchlist included. Resolves to what was stored. */
  reset: () => Promise<Settings>;
}
