/**
 * The figures that the track record counted, a record a venue, in the table of notes: they end with the history that
 * they were counted from, whether it is deleted, lost or replaced by a restore.
 */
import { BANDS } from '../domain/band';
import type { OwnFigures } from '../domain/own-figures';
import { MODEL_IDS } from '../domain/score';
import type { VenueId } from '../domain/venue';
import * as z from '../schema';
import { reading } from './database';

const multiple = z.number().check(z.gt(0), z.lt(Infinity));

const figureSchema = z
  .object({
    model: z.enum(MODEL_IDS),
    version: z.number(),
    band: z.enum(BANDS),
    hours: z.number(),
    ratio: multiple,
    low: multiple,
    high: multiple,
    days: z.int().check(z.gte(1)),
    isCoarse: z.boolean(),
  })
  .check(z.refine(({ ratio, low, high }) => low <= ratio && ratio <= high));

const figuresSchema = z.object({ countedAtMs: z.number(), figures: z.array(figureSchema) });

const idOf = (venue: VenueId) => `figures:${venue}`;

/** Null where nothing was counted yet, or it is invalid. Rejects with the browser's error when the database can't be read. */
export function readOwnFigures(venue: VenueId): Promise<OwnFigures | null> {
  return reading<OwnFigures | null>(
    async ({ trimmed }) => figuresSchema.safeParse(await trimmed.get(idOf(venue))).data ?? null,
    null,
  );
}

/** Replaces what was stored of the venue. Nothing without a database. Rejects when it can't be written. */
export async function storeOwnFigures(venue: VenueId, figures: OwnFigures): Promise<void> {
  await reading<unknown>(({ trimmed }) => trimmed.put({ id: idOf(venue), ...figures }), null);
}
