/**
 * Hyperliquid, the one public request that we make: everything about its perpetuals at once. Spot and the markets of
 * other builders on the same chain (`xyz:TSLA`, with their own collateral and oracles) are other requests, not made.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/info-endpoint/perpetuals
 */
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import { VenueError } from '../../http/venue-error';
import * as z from '../../schema';
import { dateOf } from '../date-header';
import { decimal, flag, parseBody } from '../parse';
import { isAboutRegion } from '../region';

export const SITE: HttpRequest = {
  venue: 'hyperliquid',
  endpoint: 'POST /info metaAndAssetCtxs',
  url: 'https://api.hyperliquid.xyz/info',
  body: { type: 'metaAndAssetCtxs' },
  troubleOf: (_status, body) => (isAboutRegion(body) ? 'region' : null),
};

const list = z.array(z.unknown());
const parts = z.object({ meta: z.object({ universe: list }), contexts: list });

/** What was listed once stays in the list: its place there is the asset's number. */
const listed = { name: z.string(), isDelisted: flag };
export const asset = z.object(listed);

/** None of these is ever absent, and never empty text. */
const number = z.nullable(decimal);

export const pricedAsset = z.object({
  ...listed,
  markPx: number,
  oraclePx: number,
  /** The estimate for the running hour. */
  funding: number,
  /** Coins. */
  openInterest: number,
  /** USD. */
  dayNtlVlm: number,
});
export type PricedAsset = z.infer<typeof pricedAsset>;

/** How it refuses in HTTP 200, with words and no code. */
const refusal = z.object({ status: z.literal('err'), response: z.string() });

function troubleOf(words: string): TroubleKind {
  if (isAboutRegion(words)) return 'region';
  return /rate limit|too many/i.test(words) ? 'rate-limited' : 'refused';
}

/** Assets and what is known of each, both still unread, and the venue's clock. Weight 20. */
export async function fetchAssets(http: HttpClient, signal: AbortSignal) {
  const { json, headers } = await http(SITE, signal);
  // How this venue says that it does not know what was asked for.
  if (json === null) throw new VenueError(SITE, 'refused', 'null instead of an answer');
  const refused = refusal.safeParse(json).data;
  if (refused) throw new VenueError(SITE, troubleOf(refused.response), refused.response);
  const [meta, rest] = parseBody(SITE, json, list);
  const {
    meta: { universe },
    contexts,
  } = parseBody(SITE, { meta, contexts: rest }, parts);
  // They are joined by their place: one too few, and prices would be another asset's.
  if (universe.length !== contexts.length) {
    const detail = `universe has ${universe.length} assets, but there are ${contexts.length} contexts`;
    throw new VenueError(SITE, 'shape', detail);
  }
  // The answer itself states no time; its header does, in whole seconds.
  return {
    universe,
    priced: universe.map((each, index): unknown => Object.assign({}, contexts[index], each)),
    venueTimeMs: dateOf(headers),
  };
}
