/**
 * The one way out: sends a request, waits at most `timeoutMs` for the whole body, reads at most `maxBytes` of it, and
 * answers with parsed JSON or throws a VenueError that says which kind of trouble it is. It never retries, never counts
 * and follows nobody elsewhere: the refresh, which holds the budget, decides what is asked of whom. No cookies or referrer
 * are sent.
 */
import { quoted } from '../domain/foreign-text';
import type { TroubleKind } from '../domain/venue-status';
import { readText, TooLong } from './body';
import { bannedForMs, retryAfterMs, troubleOfStatus } from './status';
import type { RequestSite } from './venue-error';
import { VenueError } from './venue-error';

export interface HttpRequest extends RequestSite {
  url: string;
  /** A JSON body makes it a POST. */
  body?: unknown;
  /** Where a venue is known to be slow. */
  timeoutMs?: number;
  /** The most that its answer can be, unpacked; MAX_BYTES when absent. */
  maxBytes?: number;
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
/** The longest answer known, a list of all contracts, is 1.3 MB. */
const MAX_BYTES = 8_000_000;
/** Enough for every refusal's code and words. */
const MAX_REFUSAL_BYTES = 64_000;

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
    if (isRedirect(response)) {
      throw new VenueError(request, 'redirected', 'an answer from elsewhere, not followed');
    }
    let text = '';
    try {
      const { maxBytes = MAX_BYTES } = request;
      text = await readText(response, response.ok ? maxBytes : MAX_REFUSAL_BYTES);
    } catch (cause) {
      const isTooLong = cause instanceof TooLong;
      const detail = isTooLong ? cause.message : 'the body was cut off';
      const failure = fail(cause, () => new VenueError(request, 'not-json', detail, { cause }));
      // A refusal says what it is by its status, however it goes on.
      if (response.ok || !isTooLong) throw failure;
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
    // Not followed: it would be asked of somebody else, and counted by nobody. `error` would look like no connection.
    redirect: 'manual',
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

/** Browsers hide where it leads, and even its status; Node shows both. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

function readBody(
  request: HttpRequest,
  response: Response,
  text: string,
  now: () => number,
): unknown {
  if (!response.ok || (response.status === 202 && text.trim() === '')) {
    const kind = request.troubleOf?.(response.status, text) ?? troubleOfStatus(response.status);
    throw new VenueError(request, kind, `HTTP ${response.status} ${quoted(text)}`.trim(), {
      retryAfterMs: retryAfterMs(response.headers, now()) ?? bannedForMs(text, now()),
    });
  }
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch (cause) {
    throw new VenueError(request, 'not-json', `not JSON: ${quoted(text)}`, { cause });
  }
}
