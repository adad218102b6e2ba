/** A log of all requests to the market, for tests. */

export interface LoggedRequest {
  host: string;
  path: string;
  query: string;
  client: string;
  atMs: number;
  status: number;
  /** The cost and the limit it counts for; null for pages and unknown paths. */
  charge: { limit: string; units: number } | null;
}

/** Maximum length; the oldest requests are dropped. */
const SIZE = 20_000;

export class RequestLog {
  readonly all: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.all.push(request);
    if (this.all.length > SIZE) this.all.shift();
  }

  clear(): void {
    this.all.length = 0;
  }

  /** Those whose `host + path?query` contains the text. */
  matching(text: string): LoggedRequest[] {
    return this.all.filter(({ host, path, query }) => `${host}${path}?${query}`.includes(text));
  }

  /** Number of requests by `host + path`. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { host, path } of this.all) {
      counts[host + path] = (counts[host + path] ?? 0) + 1;
    }
    return counts;
  }
}
