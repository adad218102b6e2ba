/**
 * The only HTTP client: one request, with a time limit for the whole body (`timeoutMs`) and a size limit (`maxBytes`),
 * to parsed JSON or a VenueError of one kind. No retries, redirects, cookies or referrer: the refresh holds the budget
 * and decides what is requested from which host.
 */
import { quoted } from '../domain/foreign-text';
import type { TroubleKind } from '../domain/venue-status';
import { retryAfterMs } from './headers';
import type { RequestSite } from './venue-error';
import { VenueError } from './venue-error';

export interface HttpRequest extends RequestSite {
  url: string;
  /** A JSON body makes it a POST. */
  body?: unknown;
  /** For endpoints that are known to be slow. */
  timeoutMs?: number;
  /** The longest valid answer, after decompression; MAX_BYTES when absent. */
  maxBytes?: number;
  /** The kind of an error response, from the venue's own codes; null: the status decides. */
  troubleOf?: (status: number, body: string) => TroubleKind | null;
}

export interface HttpReply {
  json: unknown;
  status: number;
  headers: Headers;
  /** When the request was sent and when its body was complete, ms on this machine's clock. */
  sentAtMs: number;
  receivedAtMs: number;
}

/** Rejects with a VenueError, or with the signal's reason when it is aborted. */
export type HttpClient = (request: HttpRequest, signal: AbortSignal) => Promise<HttpReply>;

export interface HttpClientOptions {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** This machine's clock, ms. */
  now: () => number;
  timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;
/** The longest known answer, a list of all contracts, is 1.3 MB. */
const MAX_BYTES = 8_000_000;
/** Enough for the code and message of any error response. */
const MAX_ERROR_BYTES = 64_000;

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

    const sentAtMs = options.now();
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
      text = await readText(response, response.ok ? maxBytes : MAX_ERROR_BYTES);
    } catch (cause) {
      const isTooLong = cause instanceof TooLong;
      const detail = isTooLong ? cause.message : 'the body was cut off';
      const failure = fail(cause, () => new VenueError(request, 'not-json', detail, { cause }));
      // The status of an error response is enough, however long its body is.
      if (response.ok || !isTooLong) throw failure;
    }
    const receivedAtMs = options.now();
    return {
      json: parseReply(request, response, text, receivedAtMs),
      status: response.status,
      headers: response.headers,
      sentAtMs,
      receivedAtMs,
    };
  };
}

function requestInit(request: HttpRequest, signal: AbortSignal): RequestInit {
  const common: RequestInit = {
    signal,
    credentials: 'omit',
    cache: 'no-store',
    // Following would send a request to another host that no budget counts; `error` would look like no connection.
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

/** Browsers hide the target and even the status of a redirect; Node shows both. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

class TooLong extends Error {
  constructor(readonly maxBytes: number) {
    super(`the body is longer than ${Math.round(maxBytes / 1000)} kB`);
  }
}

/** Counts bytes after decompression: a small response can unpack to gigabytes. Rejects with TooLong, or as the stream does. */
async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts.join('') + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      // Not awaited: with a sender that never stops, it might not settle.
      reader.cancel().catch(() => undefined);
      throw new TooLong(maxBytes);
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
}

function parseReply(
  request: HttpRequest,
  response: Response,
  text: string,
  nowMs: number,
): unknown {
  if (!response.ok || (response.status === 202 && text.trim() === '')) {
    const kind = request.troubleOf?.(response.status, text) ?? troubleOfStatus(response.status);
    throw new VenueError(request, kind, `HTTP ${response.status} ${quoted(text)}`.trim(), {
      retryAfterMs: retryAfterMs(response.headers, nowMs) ?? bannedForMs(text, nowMs),
    });
  }
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch (cause) {
    throw new VenueError(request, 'not-json', `not JSON: ${quoted(text)}`, { cause });
  }
}

/** The kind that a status of neither 2xx nor 3xx stands for. 418 is Binance's status for a banned IP address. */
function troubleOfStatus(status: number): TroubleKind {
  switch (status) {
    case 408:
      return 'timeout';
    case 418:
      return 'banned';
    case 429:
      return 'rate-limited';
    case 451:
      return 'region';
    case 403:
    // A bot challenge of a CDN: 202 with an empty body.
    case 202:
      return 'forbidden';
    default:
      return status >= 500 ? 'server' : 'refused';
  }
}

/** The rest of a ban whose end only the body states: `… banned until 1790000000000. …`; ms, or null. */
function bannedForMs(body: string, nowMs: number): number | null {
  const untilMs = Number(/banned until (\d{13})\b/.exec(body)?.[1] ?? NaN);
  return untilMs > nowMs ? untilMs - nowMs : null;
}
