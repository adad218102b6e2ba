/**
 * Hyperliquid, the public requests that we make: everything about its perpetuals at once, which markets others have
 * built on the same chain (`xyz:TSLA`, with their own collateral and oracles), and everything about one of those.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/info-endpoint/perpetuals
 */
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import { VenueError } from '../../http/venue-error';
import * as z from '../../schema';
import { dateOf } from '../date-header';
import { decimal, flag, parseBody, parseRows, symbolName } from '../parse';
import { isAboutRegion, refusedWith } from '../region';

function request(type: string, dex?: string): HttpRequest {
  return {
    venue: 'hyperliquid',
    endpoint: `POST /info ${type}${dex === undefined ? '' : ` ${dex}`}`,
    url: 'https://api.hyperliquid.xyz/info',
    body: dex === undefined ? { type } : { type, dex },
    troubleOf: (_status, body) => (isAboutRegion(body) ? 'region' : null),
  };
}

/** Of the venue's own market, or of a builder's. */
export function siteOf(dex?: string): HttpRequest {
  return request('metaAndAssetCtxs', dex);
}

/** Its JSON. Throws what it refuses with, though it says so in HTTP 200. */
async function ask(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const { json, headers } = await http(site, signal);
  // How this venue says that it does not know what was asked for.
  if (json === null) throw new VenueError(site, 'refused', 'null instead of an answer');
  const refused = refusal.safeParse(json).data;
  if (refused) throw refusedWith(site, '', refused.response, troubleOf(refused.response));
  return { json, headers };
}

const list = z.array(z.unknown());
const parts = z.object({ meta: z.object({ universe: list }), contexts: list });

/** What was listed once stays in the list: its place there is the asset's number. */
const listed = { name: symbolName, isDelisted: flag };
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

function troubleOf(words: string): TroubleKind | null {
  return /rate limit|too many/i.test(words) ? 'rate-limited' : null;
}

/** Assets and what is known of each, both still unread, and the venue's clock. Weight 20. */
export async function fetchAssets(http: HttpClient, signal: AbortSignal, dex?: string) {
  const site = siteOf(dex);
  const { json, headers } = await ask(http, site, signal);
  const [meta, rest] = parseBody(site, json, list);
  const {
    meta: { universe },
    contexts,
  } = parseBody(site, { meta, contexts: rest }, parts);
  // They are joined by their place: one too few, and prices would be another asset's.
  if (universe.length !== contexts.length) {
    const detail = `universe has ${universe.length} assets, but there are ${contexts.length} contexts`;
    throw new VenueError(site, 'shape', detail);
  }
  // The answer itself states no time; its header does, in whole seconds.
  return {
    universe,
    priced: universe.map((each, index): unknown => Object.assign({}, contexts[index], each)),
    venueTimeMs: dateOf(headers),
  };
}

/** Pairs of a coin and a figure that is not read. */
const ofCoins = z.optional(z.nullable(z.array(z.array(z.unknown()))));

const dex = z.nullable(
  z.object({
    name: symbolName,
    assetToStreamingOiCap: ofCoins,
    assetToFundingMultiplier: ofCoins,
    assetToFundingInterestRate: ofCoins,
  }),
);

/** Builders' markets; the venue's own, which has no name, is null there. Weight 20. */
export async function fetchDexs(http: HttpClient, signal: AbortSignal) {
  const site = request('perpDexs');
  const { json } = await ask(http, site, signal);
  const { rows } = parseRows(site, json, dex);
  return rows.flatMap((row) => row ?? []);
}
