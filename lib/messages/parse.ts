/** What the worker is sent, parsed: a badge runs in a page that we do not trust. Null when it is not of the protocol. */
import * as z from '../schema';
import type { ViewedPair } from '../venues/pages-contract';
import type { BadgeChange } from './protocol';

const name = z.string().check(z.refine((text) => text.length > 0 && text.length <= 40));
const viewedPair = z.object({
  venue: name,
  symbol: name,
  market: z.enum(['perpetual', 'spot']),
});

const fraction = z.number().check(z.refine((part) => part >= 0 && part <= 1));
// One loose object instead of a union of strict ones: the unions of Zod are half a kilobyte of the worker.
const badgeChange = z.object({
  kind: z.enum(['move', 'collapse', 'hide']),
  position: z.optional(z.object({ x: fraction, y: fraction })),
  collapsed: z.optional(z.boolean()),
  where: z.optional(z.enum(['tab', 'site', 'everywhere'])),
});

const refresh = z.object({ force: z.boolean() });

export function parseRefresh(data: unknown): { force: boolean } {
  return refresh.safeParse(data).data ?? { force: false };
}

export function parseViewedPair(data: unknown): ViewedPair | null {
  return viewedPair.safeParse(data).data ?? null;
}

export function parseBadgeChange(data: unknown): BadgeChange | null {
  const change = badgeChange.safeParse(data).data;
  if (change === undefined) return null;
  const { kind, position, collapsed, where } = change;
  if (kind === 'move') return position ? { kind, position } : null;
  if (kind === 'collapse') return collapsed === undefined ? null : { kind, collapsed };
  return where ? { kind, where } : null;
}
