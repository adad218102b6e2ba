/**
 * Hyperliquid: the public requests that we make, and the fields that we rely on. They are all of its perpetuals at once, the names
 * of third-party markets on the same chain (`xyz:TSLA`, with their own collateral and oracles), and all of one such market.
 * https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api/info-endpoint/perpetuals
 */
import type { TroubleKind } from '../../domain/venue-status';
import type { HttpClient, HttpRequest } from '../../http/client';
import { headerDate } from '../../http/headers';
import { VenueError } from '../../http/venue-error';
import * as z from '../../schema';
import { decimal, flag, parseBody, parseRows, symbolName } from '../shared/answers';
import { isAboutRegion, refusalError } from '../shared/refusal';

function request(type: string, dex?: string): HttpRequest {
  return {
    venue: 'hyperliquid',
    endpoint: `POST /info ${type}${dex === undefined ? '' : ` ${dex}`}`,
    url: 'https://api.hyperliquid.xyz/info',
    body: dex === undefined ? { type } : { type, dex },
    troubleOf: (_status, body) => (isAboutRegion(body) ? 'region' : null),
  };
}

/** `dex`: a third-party market; absent: the venue's own. */
export function assetsRequest(dex?: string): HttpRequest {
  return request('metaAndAssetCtxs', dex);
}

/** The JSON and when it was answered, ms. Errors come with HTTP 200. */
async function ask(http: HttpClient, site: HttpRequest, signal: AbortSignal) {
  const { json, headers, receivedAtMs } = await http(site, signal);
  // `null` is the answer to an unknown request.
  if (json === null) throw new VenueError(site, 'refused', 'null instead of an answer');
  const refused = refusal.safeParse(json).data;
  if (refused) throw refusalError(site, '', refused.response, troubleOf(refused.response));
  // The body states no time; the header does, in whole seconds.
  return { json, venueTimeMs: headerDate(headers), receivedAtMs };
}

const list = z.array(z.unknown());
const parts = z.object({ meta: z.object({ universe: list }), contexts: list });

/** Assets never leave the list: their index in it is their number. */
const listed = { name: symbolName, isDelisted: flag };
export const asset = z.object(listed);

/** Never absent or empty text. */
const number = z.nullable(decimal);

export const pricedAsset = z.object({
  ...listed,
  markPx: number,
  oraclePx: number,
  /** The estimate for the current hour. */
  funding: number,
  /** Coins. */
  openInterest: number,
  /** USD. */
  dayNtlVlm: number,
});
export type PricedAsset = z.infer<typeof pricedAsset>;

/** An error: a message and no code. */
const refusal = z.object({ status: z.literal('err'), response: z.string() });

function troubleOf(message: string): TroubleKind | null {
  return /rate limit|too many/i.test(message) ? 'rate-limited' : null;
}

/** Assets, and assets with their prices, both unvalidated; with the venue's clock and ours, ms. Weight 20. */
export async function fetchAssets(http: HttpClient, signal: AbortSignal, dex?: string) {
  const site = assetsRequest(dex);
  const { json, venueTimeMs, receivedAtMs } = await ask(http, site, signal);
  const [meta, rest] = parseBody(site, json, list);
  const {
    meta: { universe },
    contexts,
  } = parseBody(site, { meta, contexts: rest }, parts);
  // Joined by index: with one missing, prices would be another asset's.
  if (universe.length !== contexts.length) {
    const detail = `universe has ${universe.length} assets, but there are ${contexts.length} contexts`;
    throw new VenueError(site, 'shape', detail);
  }
  return {
    universe,
    priced: universe.map((each, index): unknown => Object.assign({}, contexts[index], each)),
    venueTimeMs,
    receivedAtMs,
  };
}

/** Pairs of a coin and a number that we do not use. */
const ofCoins = z.optional(z.nullable(z.array(z.array(z.unknown()))));

const dex = z.nullable(
  z.object({
    name: symbolName,
    assetToStreamingOiCap: ofCoins,
    assetToFundingMultiplier: ofCoins,
    assetToFundingInterestRate: ofCoins,
  }),
);

/** Third-party markets; the venue's own is null in the list. Weight 20. */
export async function fetchDexs(http: HttpClient, signal: AbortSignal) {
  const site = request('perpDexs');
  const { json } = await ask(http, site, signal);
  const { rows } = parseRows(site, json, dex);
  return rows.flatMap((row) => row ?? []);
}
