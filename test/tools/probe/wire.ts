/** One request and its raw answer: redirects are not followed, bytes and time are bounded, nothing is retried. */
import type { TroubleKind } from '../../../lib/domain/venue-status';

/** The probe's network and clock. */
export interface Source {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** How many venues are probed in parallel. */
  atOnce: number;
}

export interface Wanted {
  url: string;
  /** Makes it a POST. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  timeoutMs: number;
  mostBytes: number;
  /** Stops reading once this matches what has arrived. */
  until?: RegExp;
}

export interface Exchange {
  method: 'GET' | 'POST';
  url: string;
  askedAtMs: number;
  answeredAtMs: number;
  /** Null without an answer. */
  status: number | null;
  headers: Headers;
  text: string;
  /** The URL of a redirect; null without one. */
  redirectedTo: string | null;
  /** Why the answer is incomplete. */
  failure: { kind: TroubleKind; detail: string } | null;
}

const NAME = 'Mozilla/5.0 (compatible; derivatives-pressure-score probe)';

/** Throws only when the signal aborts. */
export async function exchange(
  source: Source,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Exchange> {
  const timeout = AbortSignal.timeout(wanted.timeoutMs);
  const { body } = wanted;
  const started = {
    method: body === undefined ? ('GET' as const) : ('POST' as const),
    url: wanted.url,
    askedAtMs: source.now(),
    status: null,
    headers: new Headers(),
    text: '',
    redirectedTo: null,
  };
  const failed = (cause: unknown, so: Partial<Exchange> = {}): Exchange => {
    signal.throwIfAborted();
    const hasBegun = so.status !== undefined;
    const failure = timeout.aborted
      ? { kind: 'timeout' as const, detail: `no whole answer in ${wanted.timeoutMs / 1000} s` }
      : hasBegun
        ? { kind: 'server' as const, detail: `the body was cut off: ${reasonOf(cause)}` }
        : { kind: 'offline' as const, detail: reasonOf(cause) };
    return { ...started, answeredAtMs: source.now(), failure, ...so };
  };
  let response: Response;
  try {
    response = await source.fetch(wanted.url, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
      headers: {
        'user-agent': NAME,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...wanted.headers,
      },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
  } catch (cause) {
    return failed(cause);
  }
  const { status, headers } = response;
  const begun = { ...started, status, headers, redirectedTo: redirectOf(response, wanted.url) };
  try {
    const { text, isCut } = await bounded(response, wanted);
    const answeredAtMs = source.now();
    const failure = isCut
      ? { kind: 'shape' as const, detail: `more than ${wanted.mostBytes / 1e6} MB` }
      : null;
    return { ...begun, text, answeredAtMs, failure };
  } catch (cause) {
    return failed(cause, begun);
  }
}

async function bounded(response: Response, { mostBytes, until }: Wanted) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  if (reader === undefined) return { text, isCut: false };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), isCut: false };
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
    const isEnough = until?.test(text) ?? false;
    if (!isEnough && bytes <= mostBytes) continue;
    await reader.cancel();
    return { text, isCut: !isEnough };
  }
}

function redirectOf({ status, headers }: Response, url: string): string | null {
  const location = headers.get('location');
  if (status < 300 || status > 399 || location === null) return null;
  return URL.canParse(location, url) ? new URL(location, url).href : location;
}

/** The system's error: `fetch failed` alone says nothing. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner: unknown = cause.cause;
  const code: unknown = inner instanceof Error ? Reflect.get(inner, 'code') : undefined;
  return typeof code === 'string' ? code : inner instanceof Error ? inner.message : cause.message;
}
