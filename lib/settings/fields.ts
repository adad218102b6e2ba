/**
 * The settings' fields and limits, once: schema.ts reads what is stored with them leniently, transfer.ts files strictly.
 * What only files need is in transfer.ts, so that the popup does not carry it.
 */
import * as z from '../schema';
import { BANDS, areThresholds } from '../domain/band';
import { MODEL_IDS } from '../domain/score';
import type { PerpKey } from '../domain/venue';

export const REFRESH_PERIOD_MINUTES = { least: 1, most: 60 } as const;
export const HISTORY_DAYS = { least: 7, most: 90 } as const;

const fraction = z.number().check(z.gte(0), z.lte(1));

const matching = (form: RegExp) => z.string().check(z.regex(form));

const isPerpKey = (value: unknown): value is PerpKey =>
  typeof value === 'string' && /^[a-z][a-z0-9-]*:.+$/su.test(value);

/** The code a thresholds object out of order fails with, where Zod has none of its own. */
export const OUT_OF_ORDER = 'out-of-order';

export const venueIdField = matching(/^[a-z][a-z0-9-]*$/);
export const siteField = matching(/^[a-z0-9][a-z0-9.:-]*$/);
export const quoteAssetField = matching(/^[A-Z0-9]{1,12}$/);
export const perpKeyField = z.custom<PerpKey>(isPerpKey);
export const bandField = z.enum(BANDS);

export const thresholdsField = z
  .object({ lean: z.number(), stretched: z.number(), stressed: z.number() })
  .check(z.refine(areThresholds, OUT_OF_ORDER));

export const positionField = z.nullable(z.object({ x: fraction, y: fraction }));

export const modelField = z.enum(MODEL_IDS);
export const viewField = z.enum(['venues', 'all']);
export const fundingUnitField = z.enum(['quoted', '8h']);
export const themeField = z.enum(['system', 'light', 'dark']);
export const paletteField = z.enum(['safe', 'classic']);
export const toolbarField = z.nullable(bandField);
