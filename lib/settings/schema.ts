/**
 * Settings out of whatever was stored: never throws, and each field that can't be read falls back alone.
 * Parsing parsed settings changes nothing.
 */
import type { Universe } from '../domain/perp';
import * as z from '../schema';
import * as field from './fields';
import { DEFAULT_SETTINGS } from './settings';
import type { BadgePlacement, Settings } from './settings';

export function parseSettings(stored: unknown): Settings {
  const given = entriesOf(stored);
  const universe = entriesOf(given.universe);
  const badge = entriesOf(given.badge);
  const standard = DEFAULT_SETTINGS;
  return {
    thresholds: read(field.thresholdsField, given.thresholds, standard.thresholds),
    model: read(field.modelField, given.model, standard.model),
    venues: recordOf(given.venues, field.venueIdField, (on) =>
      typeof on === 'boolean' ? on : undefined,
    ),
    universe: {
      quoteAssets: quoteAssetsOf(universe.quoteAssets),
      tokenised: read(z.boolean(), universe.tokenised, standard.universe.tokenised),
      ...builderMarketsOf(universe.builderMarkets),
    },
    view: read(field.viewField, given.view, standard.view),
    refreshPeriodMinutes: wholeWithin(
      given.refreshPeriodMinutes,
      field.REFRESH_PERIOD_MINUTES,
      standard.refreshPeriodMinutes,
    ),
    fundingUnit: read(field.fundingUnitField, given.fundingUnit, standard.fundingUnit),
    theme: read(field.themeField, given.theme, standard.theme),
    palette: read(field.paletteField, given.palette, standard.palette),
    badge: {
      enabled: read(z.boolean(), badge.enabled, standard.badge.enabled),
      fromBand: read(field.bandField, badge.fromBand, standard.badge.fromBand),
      tradingView: read(z.boolean(), badge.tradingView, standard.badge.tradingView),
      sites: recordOf(badge.sites, field.siteField, placementOf),
    },
    toolbarFromBand: read(field.toolbarField, given.toolbarFromBand, standard.toolbarFromBand),
    watchlist: listOf(given.watchlist, field.perpKeyField),
    historyDays: wholeWithin(given.historyDays, field.HISTORY_DAYS, standard.historyDays),
  };
}

function read<T>(schema: z.ZodMiniType<T>, value: unknown, fallback: T): T {
  const result = schema.safeParse(value);
  return result.success ? result.data : fallback;
}

/** The own entries of an object; none of anything else. */
function entriesOf(value: unknown): Partial<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value)) : {};
}

function recordOf<T>(
  value: unknown,
  keys: z.ZodMiniType<string>,
  entryOf: (entry: unknown) => T | undefined,
): Record<string, T> {
  const result = new Map<string, T>();
  for (const [key, given] of Object.entries(entriesOf(value))) {
    const entry = entryOf(given);
    if (entry !== undefined && keys.safeParse(key).success) result.set(key, entry);
  }
  return Object.fromEntries(result);
}

/** The readable entries of a list, each once, in their order. */
function listOf<T>(value: unknown, entries: z.ZodMiniType<T>): T[] {
  const result = new Set<T>();
  for (const given of read(z.array(z.unknown()), value, [])) {
    const entry = entries.safeParse(given);
    if (entry.success) result.add(entry.data);
  }
  return [...result];
}

/** At least one: without a quote asset the board would be empty for good. */
function quoteAssetsOf(value: unknown): readonly string[] {
  const assets = listOf(value, field.quoteAssetField);
  return assets.length > 0 ? assets : DEFAULT_SETTINGS.universe.quoteAssets;
}

/** Only a clear yes is kept. */
function builderMarketsOf(value: unknown): Pick<Universe, 'builderMarkets'> {
  return value === true ? { builderMarkets: true } : {};
}

function placementOf(value: unknown): BadgePlacement | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { position, collapsed, hidden } = entriesOf(value);
  const place = read(field.positionField, position, null);
  return {
    // Adding 0 makes −0 a plain 0, which JSON would do anyway: what is exported comes back the same.
    position: place && { x: place.x + 0, y: place.y + 0 },
    collapsed: read(z.boolean(), collapsed, false),
    hidden: read(z.boolean(), hidden, false),
  };
}

function wholeWithin(
  value: unknown,
  { least, most }: { least: number; most: number },
  fallback: number,
): number {
  const given = read(z.number(), value, fallback);
  return Math.min(most, Math.max(least, Math.round(given)));
}
