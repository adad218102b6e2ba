/** A `fetch` of the market in this process: no sockets, and its latency is in the market's own time. */
import type { MarketAnswer } from '../venues/venue';
import type { MarketCore } from './market';

export interface InProcessOptions {
  /** The client that rate limits count the request for. */
  client?: string;
}

export type MarketFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Rejects like `fetch`: with the signal's reason when aborted, with a TypeError when the connection is cut. */
export function marketFetch(core: MarketCore, options: InProcessOptions = {}): MarketFetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    if (core.latencyMs > 0) await core.clock.sleep(core.latencyMs, signal);
    const { host, pathname, searchParams } = new URL(request.url);
    const { answer, fault } = core.answer({
      method: request.method,
      host,
      path: decodeURIComponent(pathname),
      query: searchParams,
      body: await request.text(),
      client: options.client ?? 'in-process',
      origin: request.headers.get('origin') ?? undefined,
    });
    if (fault?.kind === 'hang') return never(signal);
    if (fault?.kind === 'slow') await core.clock.sleep(fault.ms, signal);
    const body = fault?.kind === 'truncate' ? cutBody(answer) : answer.body;
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}

function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      const reason: unknown = signal.reason;
      reject(reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError'));
    });
  });
}

function cutBody({ body }: MarketAnswer): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body);
  let isHalfSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isHalfSent) controller.error(new TypeError('terminated'));
      else controller.enqueue(bytes.subarray(0, bytes.length >> 1));
      isHalfSent = true;
    },
  });
}
