/** Parses what the worker receives: a badge runs in a page that is not trusted. Null for what is not of the protocol. */
import { MODEL_IDS } from '../domain/score';
import * as z from '../schema';
import type { ViewedPair } from '../venues/pages-contract';
import type { BadgeChange } from './protocol';

const name = z.string().check(z.minLength(1), z.maxLength(40));
const viewedPair = z.object({
  venue: name,
  symbol: name,
  market: z.enum(['perpetual', 'spot']),
  byTitle: z.optional(z.literal(true)),
});

const viewportFraction = z.number().check(z.gte(0), z.lte(1));
const badgeChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('move'),
    position: z.object({ x: viewportFraction, y: viewportFraction }),
  }),
  z.object({ kind: z.literal('collapse'), collapsed: z.boolean() }),
  z.object({ kind: z.literal('model'), model: z.enum(MODEL_IDS) }),
  z.object({ kind: z.enum(['hide', 'show']), where: z.enum(['tab', 'site', 'everywhere']) }),
]);

const refresh = z.object({ force: z.boolean(), warned: z.optional(z.boolean()) });

/** Anything else than a request forces nothing. */
export function parseRefresh(data: unknown): { force: boolean; warned?: boolean | undefined } {
  return refresh.safeParse(data).data ?? { force: false };
}

export function parseViewedPair(data: unknown): ViewedPair | null {
  const parsed = viewedPair.safeParse(data).data;
  if (parsed === undefined) return null;
  const { byTitle, ...pair } = parsed;
  return byTitle ? { ...pair, byTitle } : pair;
}

export function parseBadgeChange(data: unknown): BadgeChange | null {
  return badgeChange.safeParse(data).data ?? null;
}
