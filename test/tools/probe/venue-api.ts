/**
 * A venue's API, asked by the product's own adapter and by the probe itself: each question once, within the purse, and kept as
 * it was answered. After a refusal that is about the address or the whole venue, nothing more is asked of it.
 */
import type { HttpClient, HttpRequest } from '../../../lib/http/client';
import { createHttpClient } from '../../../lib/http/client';
import { stopsTheVenue, VenueError } from '../../../lib/http/venue-error';
import type { Venue } from '../../../lib/venues/contract';
import type { Endpoint, VenueProbe } from './contract';
import { keyOf } from './contract';
import { asRecord } from './fields';
import { Purse } from './purse';
import type { Exchange, Source } from './wire';
import { exchange } from './wire';

const TIMEOUT_MS = 20_000;
/** The longest list is under 2 MB. */
const MOST_BYTES = 16_000_000;

type Pairs = Readonly<Record<string, string>>;

export interface ApiExchange extends Exchange {
  endpoint: Endpoint;
  origin: string;
  body: string | undefined;
}

export class VenueApi {
  readonly exchanges: ApiExchange[] = [];
  /** Questions of the product's that were not sent: what they cost is not known here, or they had been asked. */
  readonly unsent = new Set<string>();
  readonly purse: Purse;
  /** Where it is asked now; requests of the product's are written for the first. */
  origin: string;
  /** Why nothing more is asked there. */
  stopped: VenueError | null = null;

  constructor(
    private readonly probe: VenueProbe,
    private readonly venue: Venue,
    private readonly source: Source,
    private readonly signal: AbortSignal,
  ) {
    const { endpoints, light, questions } = probe;
    const asked = [...endpoints, light, ...questions.flatMap(({ ask }) => ask ?? [])];
    this.purse = new Purse(
      probe.limits,
      asked.map(({ cost }) => cost),
      source,
    );
    [this.origin] = venue.apiOrigins;
  }

  moveTo(origin: string): void {
    this.origin = origin;
    this.stopped = null;
  }

  /** The last answer to it, wherever it came from. */
  find(endpoint: Endpoint): ApiExchange | undefined {
    return this.exchanges.findLast((each) => each.endpoint === endpoint);
  }

  /** What the product's adapter makes of it, or what it throws. */
  async read<T>(work: (http: HttpClient, signal: AbortSignal) => Promise<T>) {
    if (this.stopped !== null) return this.stopped;
    try {
      return await work(this.client(), this.signal);
    } catch (error) {
      if (!(error instanceof VenueError)) throw error;
      this.mark(error);
      return error;
    }
  }

  /** The probe's own question, at this origin where the endpoint names none. */
  async ask(endpoint: Endpoint, origin = this.origin, headers: Pairs = {}): Promise<ApiExchange> {
    const { path, query, also, body } = endpoint;
    const isPost = body !== undefined;
    const asked = new URLSearchParams({ ...query, ...(!isPost && also) }).toString();
    const at = endpoint.origin ?? origin;
    const url = at + path + (asked && `?${asked}`);
    const site = { venue: this.probe.id, endpoint: keyOf(endpoint), url };
    const request: HttpRequest = isPost ? { ...site, body: { ...body, ...also } } : site;
    const answered = await this.send(endpoint, request, url, headers);
    try {
      await this.replay(request, answered);
    } catch (error) {
      if (!(error instanceof VenueError)) throw error;
    }
    const { failure } = answered;
    if (at === this.origin && failure !== null && stopsTheVenue(failure.kind)) {
      // Who refuses a stranger's Origin has refused nothing else.
      if (!('origin' in headers)) {
        this.stopped = new VenueError(request, failure.kind, failure.detail);
      }
    }
    return answered;
  }

  private client(): HttpClient {
    const { origin } = this;
    const [first] = this.venue.apiOrigins;
    return async (request) => {
      const url = new URL(origin + request.url.slice(first.length));
      const endpoint = this.entryFor(url, request.body);
      if (endpoint === null) {
        this.unsent.add(`${request.body === undefined ? 'GET' : 'POST'} ${url.pathname}`);
        throw new VenueError(request, 'refused', 'the probe has no entry for it');
      }
      const body = JSON.stringify(request.body);
      const asked = this.exchanges.filter(
        (each) => each.endpoint === endpoint && each.origin === origin,
      );
      const same = asked.find((each) => each.url === url.href && each.body === body);
      if (same === undefined && asked.length >= (endpoint.most ?? 1)) {
        this.unsent.add(`${keyOf(endpoint)}, once more`);
        throw new VenueError(request, 'refused', 'the probe asks it once');
      }
      return this.replay(request, same ?? (await this.send(endpoint, request, url.href, {})));
    };
  }

  private async send(
    endpoint: Endpoint,
    request: HttpRequest,
    url: string,
    headers: Pairs,
  ): Promise<ApiExchange> {
    await this.purse.spend(endpoint.cost, this.signal);
    const { body, timeoutMs = TIMEOUT_MS } = request;
    const wanted = { url, headers, body, timeoutMs, mostBytes: MOST_BYTES };
    const answer = await exchange(this.source, wanted, this.signal);
    const { origin } = new URL(url);
    const kept = { ...answer, endpoint, origin, body: JSON.stringify(body) };
    this.exchanges.push(kept);
    return kept;
  }

  /** By the product's client; what it throws is noted with the answer. */
  private async replay(request: HttpRequest, answered: ApiExchange) {
    const { status, text, headers, failure, redirectedTo } = answered;
    if (failure !== null) throw new VenueError(request, failure.kind, failure.detail);
    try {
      if (status === null || redirectedTo !== null) {
        throw new VenueError(request, 'refused', `HTTP ${status}, to ${redirectedTo}`);
      }
      const body = text === '' ? null : text;
      const client = createHttpClient({
        fetch: () => Promise.resolve(new Response(body, { status, headers })),
        now: this.source.now,
      });
      const reply = await client(request, this.signal);
      answered.failure = this.refusalIn(reply.json);
      return reply;
    } catch (error) {
      if (error instanceof VenueError) {
        answered.failure = { kind: error.kind, detail: detailOf(error) };
      }
      throw error;
    }
  }

  /** One that comes as an answer. */
  private refusalIn(json: unknown): Exchange['failure'] {
    const { envelope } = this.probe;
    if (envelope === undefined) return null;
    const said = asRecord(json);
    const code = said[envelope.field];
    if (code === undefined || String(code) === String(envelope.good)) return null;
    const words = String(said['msg'] ?? said['retMsg'] ?? '').slice(0, 80);
    return { kind: 'refused', detail: `${envelope.field} ${String(code)} ${words}`.trim() };
  }

  /** The adapter knows better than the status what a refusal means. */
  private mark(error: VenueError): void {
    const last = this.exchanges.findLast(({ failure }) => failure !== null);
    if (last?.failure && error.kind !== 'shape') last.failure.kind = error.kind;
    if (stopsTheVenue(error.kind)) this.stopped = error;
  }

  /** The one with the most conditions of those that fit. */
  private entryFor(url: URL, body: unknown): Endpoint | null {
    const sent = asRecord(body);
    const conditions = (each: Endpoint): number =>
      Object.keys({ ...each.query, ...each.body }).length;
    const fitting = this.probe.endpoints.filter(
      (each) =>
        each.path === url.pathname &&
        (each.body === undefined) === (body === undefined) &&
        fits(each.query, (name) => url.searchParams.get(name)) &&
        fits(each.body, (name) => sent[name]),
    );
    return fitting.toSorted((a, b) => conditions(b) - conditions(a))[0] ?? null;
  }
}

function fits(wanted: Pairs = {}, valueOf: (name: string) => unknown): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const sent = valueOf(name);
    return value === '*' ? Boolean(sent) : sent === value;
  });
}

/** Without the venue and the endpoint, which stand beside it. */
export function detailOf({ message, venue, endpoint }: VenueError): string {
  return message.replace(`${venue}, ${endpoint}: `, '');
}
