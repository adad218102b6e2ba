/** The interface of a simulated venue: its hosts, its answers and its limits. */
import type { World } from '../world/world';

export interface MarketRequest {
  method: string;
  host: string;
  path: string;
  query: URLSearchParams;
  body: string;
  /** Limits are per address. */
  client: string;
  /** Origin of the page or extension; absent where the client sends none. */
  origin?: string | undefined;
}

export interface MarketAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One request's cost, and the limit it counts for. */
export interface Charge {
  limit: string;
  units: number;
}

export interface Limit {
  id: string;
  units: number;
  windowMs: number;
  /** Where exceeding the limit is a ban at once, its length. */
  banMs?: number;
}

export interface MarketVenue {
  id: string;
  hosts: readonly string[];
  limits: readonly Limit[];
  open(world: World): OpenVenue;
}

/** A venue over the world. Each request has its time, on the venue's clock. */
export interface OpenVenue {
  /** Null when the path is no endpoint of the API: then `page` may have it. */
  charge(request: MarketRequest): Charge | null;
  /** The answer, with headers that state the `used` part of the limit. */
  answer(request: MarketRequest, nowMs: number, used: number): MarketAnswer;
  /** The error response of the venue or its CDN for a status; also for 429 and bans. */
  trouble(status: number, retryAfterS: number | null, nowMs: number): MarketAnswer;
  /** A page of the venue's site, or null. */
  page(request: MarketRequest, nowMs: number): string | null;
  /** The venue's symbol for an asset of the world, or null. */
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
