/** What a venue is to the market: which hosts it answers for, how, and within which limits. */
import type { World } from '../world/world';

export interface MarketRequest {
  method: string;
  host: string;
  path: string;
  query: URLSearchParams;
  body: string;
  /** Limits are per address. */
  client: string;
  /** Of the page or the extension that asks; absent where the client says none. */
  origin?: string | undefined;
}

export interface MarketAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One call's cost and its place in the venue's counting. */
export interface Charge {
  limit: string;
  units: number;
}

export interface Limit {
  id: string;
  units: number;
  windowMs: number;
  /** Where going beyond it is a ban at once, of this length. */
  banMs?: number;
}

export interface MarketVenue {
  id: string;
  hosts: readonly string[];
  limits: readonly Limit[];
  open(world: World): OpenVenue;
}

/** A venue over its world. Each question names its moment, in the venue's time. */
export interface OpenVenue {
  /** Null when the path is no endpoint of the API: then `page` may have it. */
  charge(request: MarketRequest): Charge | null;
  /** The answer, and headers that tell the client what it has `used` of the limit. */
  answer(request: MarketRequest, nowMs: number, used: number): MarketAnswer;
  /** What the venue, or the doorkeeper in front of it, says with a status that is no answer; 429 and bans too. */
  trouble(status: number, retryAfterS: number | null, nowMs: number): MarketAnswer;
  /** A page of the venue's site, or null. */
  page(request: MarketRequest, nowMs: number): string | null;
  /** The symbol under which an asset of the world is traded here, or null. */
  symbolOf(asset: string): string | null;
}

export function jsonAnswer(
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): MarketAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

export function htmlAnswer(body: string, status = 200): MarketAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
