/**
 * The schemas of the settings' fields, and the lenient parser of what is stored. transfer.ts parses files strictly with the
 * same fields; what only files need is there, so that the popup does not carry it.
 */
import * as z from '../schema';
import { areThresholds } from '../domain/band';
import { LEVELS } from '../domain/level';
import { MODEL_IDS } from '../domain/score';
import type { PerpKey } from '../domain/venue';
import type { Universe } from '../domain/perp';
import { DEFAULT_SETTINGS, HISTORY_DAYS, REFRESH_PERIOD_MINUTES } from './settings';
import type { BadgePlacement, Settings } from './settings';

const fraction = z.number().check(z.gte(0), z.lte(1));

const matching = (form: RegExp) => z.string().check(z.regex(form));

const isPerpKey = (value: unknown): value is PerpKey =>
  typeof value === 'string' && /^[a-z][a-z0-9-]*:.+$/su.test(value);

/** The code of an issue for thresholds out of order: Zod has none of its own. */
export const OUT_OF_ORDER = 'out-of-order';

export const venueIdField = matching(/^[a-z][a-z0-9-]*$/);
export const siteField = matching(/^[a-z0-9][a-z0-9.:-]*$/);
export const quoteAssetField = matching(/^[A-Z0-9]{1,12}$/);
export const perpKeyField = z.custom<PerpKey>(isPerpKey);
export const levelField = z.enum(LEVELS);

export const thresholdsField = z
  .object({ lean: z.number(), stretched: z.number(), stressed: z.number() })
  .check(z.refine(areThresholds, OUT_OF_ORDER));

export const positionField = z.nullable(z.object({ x: fraction, y: fraction }));

export const modelField = z.enum(MODEL_IDS);
export const viewField = z.enum(['venues', 'all']);
export const fundingUnitField = z.enum(['quoted', '8h']);
export const themeField = z.enum(['system', 'light', 'dark']);
export const paletteField = z.enum(['safe', 'classic']);
export const toolbarField = z.nullable(levelField);

/** Settings out of any stored value. Never throws: an invalid field falls back to its default alone. Idempotent. */
export function parseSettings(stored: unknown): Settings {
  const given = entriesOf(stored);
  const universe = entriesOf(given.universe);
  const badge = entriesOf(given.badge);
  const standard = DEFAULT_SETTINGS;
  return {
    thresholds: read(thresholdsField, given.thresholds, standard.thresholds),
    model: read(modelField, given.model, standard.model),
    venues: validRecord(given.venues, venueIdField, (on) =>
      typeof on === 'boolean' ? on : undefined,
    ),
    universe: {
      quoteAssets: quoteAssetsOf(universe.quoteAssets),
      tokenised: read(z.boolean(), universe.tokenised, standard.universe.tokenised),
      ...builderMarketsOf(universe.builderMarkets),
    },
    view: read(viewField, given.view, standard.view),
    refreshPeriodMinutes: clampedWhole(
      given.refreshPeriodMinutes,
      REFRESH_PERIOD_MINUTES,
      standard.refreshPeriodMinutes,
    ),
    fundingUnit: read(fundingUnitField, given.fundingUnit, standard.fundingUnit),
    theme: read(themeField, given.theme, standard.theme),
    palette: read(paletteField, given.palette, standard.palette),
    badge: {
      enabled: read(z.boolean(), badge.enabled, standard.badge.enabled),
      fromBand: read(levelField, badge.fromBand, standard.badge.fromBand),
      tradingView: read(z.boolean(), badge.tradingView, standard.badge.tradingView),
      sites: validRecord(badge.sites, siteField, placementOf),
    },
    toolbarFromBand: read(toolbarField, given.toolbarFromBand, standard.toolbarFromBand),
    watchlist: validList(given.watchlist, perpKeyField),
    historyDays: clampedWhole(given.historyDays, HISTORY_DAYS, standard.historyDays),
  };
}

function read<T>(schema: z.ZodMiniType<T>, value: unknown, fallback: T): T {
  const result = schema.safeParse(value);
  return result.success ? result.data : fallback;
}

/** The own entries of an object; empty for any other value. */
function entriesOf(value: unknown): Partial<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value)) : {};
}

function validRecord<T>(
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

/** The valid entries of a list, without duplicates, in their order. */
function validList<T>(value: unknown, entries: z.ZodMiniType<T>): T[] {
  const result = new Set<T>();
  for (const given of read(z.array(z.unknown()), value, [])) {
    const entry = entries.safeParse(given);
    if (entry.success) result.add(entry.data);
  }
  return [...result];
}

/** At least one: without a quote asset the board would stay empty. */
function quoteAssetsOf(value: unknown): readonly string[] {
  const assets = validList(value, quoteAssetField);
  return assets.length > 0 ? assets : DEFAULT_SETTINGS.universe.quoteAssets;
}

/** Only `true` is stored: absent means no. */
function builderMarketsOf(value: unknown): Pick<Universe, 'builderMarkets'> {
  return value === true ? { builderMarkets: true } : {};
}

function placementOf(value: unknown): BadgePlacement | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { position, collapsed, hidden } = entriesOf(value);
  const place = read(positionField, position, null);
  return {
    // Adding 0 turns −0 into 0, as JSON does, so that an export reads back the same.
    position: place && { x: place.x + 0, y: place.y + 0 },
    collapsed: read(z.boolean(), collapsed, false),
    hidden: read(z.boolean(), hidden, false),
  };
}

function clampedWhole(
  value: unknown,
  { least, most }: { least: number; most: number },
  fallback: number,
): number {
  const given = read(z.number(), value, fallback);
  return Math.min(most, Math.max(least, Math.round(given)));
}
