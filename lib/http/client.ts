/**
 * The one way out: sends a request, waits at most `timeoutMs` for the whole body, and answers with parsed JSON or
 * throws a VenueError that says which kind of trouble it is. It never retries and never counts: the refresh, which
 * holds the budget, decides about both. No cookies or referrer are sent.
 */
import { quoted } from '../domain/foreign-text';
import type { TroubleKind } from '../domain/venue-status';
import { retryAfterMs, troubleOfStatus } from './status';
import type { RequestSite } from './venue-error';
import { VenueError } from './venue-error';

export interface HttpRequest extends RequestSite {
  url: string;
  /** A JSON body makes it a POST. */
  body?: unknown;
  /** Where a venue is known to be slow. */
  timeoutMs?: number;
  /** What a refusal of this venue means, where its status alone does not say; null: what the status says. */
  troubleOf?: (status: number, body: string) => TroubleKind | null;
}

export interface HttpReply {
  json: unknown;
  status: number;
  headers: Headers;
}

export type HttpClient = (request: HttpRequest, signal: AbortSignal) => Promise<HttpReply>;

export interface HttpClientOptions {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: () => number;
  timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;

export function createHttpClient(options: HttpClientOptions): HttpClient {
  return async (request, signal) => {
    const timeout = AbortSignal.timeout(request.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS);
    const init = requestInit(request, AbortSignal.any([signal, timeout]));
    const fail = (cause: unknown, otherwise: () => VenueError): unknown => {
      if (signal.aborted) return signal.reason;
      return timeout.aborted
        ? new VenueError(request, 'timeout', 'no complete answer in time', { cause })
        : otherwise();
    };

    let response: Response;
    try {
      response = await options.fetch(request.url, init);
    } catch (cause) {
      throw fail(cause, () => new VenueError(request, 'offline', 'no connection', { cause }));
    }
    let text: string;
    try {
      text = await response.text();
    } catch (cause) {
      throw fail(
        cause,
        () => new VenueError(request, 'not-json', 'the body was cut off', { cause }),
      );
    }
    return {
      json: readBody(request, response, text, options.now),
      status: response.status,
      headers: response.headers,
    };
  };
}

function requestInit(request: HttpRequest, signal: AbortSignal): RequestInit {
  const common: RequestInit = {
    signal,
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  };
  if (request.body === undefined) return common;
  return {
    ...common,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request.body),
  };
}

function readBody(
  request: HttpRequest,
  response: Response,
  text: string,
  now: () => number,
): unknown {
  if (!response.ok) {
    const kind = request.troubleOf?.(response.status, text) ?? troubleOfStatus(response.status);
    throw new VenueError(request, kind, `HTTP ${response.status} ${quoted(text)}`.trim(), {
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), now()),
    });
  }
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch (cause) {
    throw new VenueError(request, 'not-json', `not JSON: ${quoted(text)}`, { cause });
  }
}
