/**
 * Hyperliquid, the one public request that we make: everything about its perpetuals at once. Spot and the markets of
 * other builders on the same chain (`xyz:TSLA`, with their own collateral and oracles) are other requests, not made.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/info-endpoint/perpetuals
 */
import type { HttpClient, HttpRequest } from '../../http/client';
import { VenueError } from '../../http/venue-error';
import * as z from '../../schema';
import { decimalOrNull, parseBody } from '../parse';

export const SITE: HttpRequest = {
  venue: 'hyperliquid',
  endpoint: 'POST /info metaAndAssetCtxs',
  url: 'https://api.hyperliquid.xyz/info',
  body: { type: 'metaAndAssetCtxs' },
};

const metaAndContexts = z.tuple(
  [z.object({ universe: z.array(z.unknown()) }), z.array(z.unknown())],
  z.unknown(),
);

/** What was listed once stays listed: the place in the list is the asset's number. */
export const asset = z.object({ name: z.string(), isDelisted: z.optional(z.boolean()) });

export const pricedAsset = z.object({
  name: z.string(),
  isDelisted: z.optional(z.boolean()),
  markPx: decimalOrNull,
  oraclePx: decimalOrNull,
  /** The estimate for the running hour. */
  funding: decimalOrNull,
  /** Coins. */
  openInterest: decimalOrNull,
  /** USD. */
  dayNtlVlm: decimalOrNull,
});
export type PricedAsset = z.infer<typeof pricedAsset>;

/** Assets and what is known of each, both still unread, and the venue's clock. Weight 20. */
export async function fetchAssets(http: HttpClient, signal: AbortSignal) {
  const { json, headers } = await http(SITE, signal);
  // How this venue says that it does not know what was asked for.
  if (json === null) throw new VenueError(SITE, 'refused', 'null instead of an answer');
  const [{ universe }, contexts] = parseBody(SITE, json, metaAndContexts);
  // They are joined by their place: one too few, and prices would be another asset's.
  if (universe.length !== contexts.length) {
    const detail = `universe has ${universe.length} assets, but there are ${contexts.length} contexts`;
    throw new VenueError(SITE, 'shape', detail);
  }
  // The answer itself states no time; its header does, in whole seconds.
  const dateMs = Date.parse(headers.get('date') ?? '');
  return {
    universe,
    priced: universe.map((each, index): unknown => Object.assign({}, contexts[index], each)),
    venueTimeMs: Number.isNaN(dateMs) ? null : dateMs,
  };
}
