/**
 * A venue's API, requested by the product's own adapter and by the probe itself: each request once, within the probe's
 * budget, and its answer cached. After a rejection of the IP address or by the whole venue, nothing more is requested.
 */
import type { HttpClient, HttpReply, HttpRequest } from '../../../lib/http/client';
import { createHttpClient } from '../../../lib/http/client';
import { stopsTheVenue, VenueError } from '../../../lib/http/venue-error';
import type { Venue } from '../../../lib/venues/contract';
import type { Endpoint, VenueProbe } from './contract';
import { keyOf } from './contract';
import { asRecord } from './fields';
import { ProbeBudget } from './probe-budget';
import type { Exchange, Source } from './wire';
import { exchange } from './wire';

const TIMEOUT_MS = 20_000;
/** The longest list is under 2 MB. */
const MOST_BYTES = 16_000_000;

type Pairs = Readonly<Record<string, string>>;

export interface ApiExchange extends Exchange {
  endpoint: Endpoint;
  origin: string;
  /** Whether the whole body arrived. */
  isWhole: boolean;
}

export class VenueApi {
  readonly exchanges: ApiExchange[] = [];
  /** The product's requests: repeated ones are answered from here. */
  private readonly asked: { endpoint: Endpoint; question: string; answer: Promise<ApiExchange> }[] =
    [];
  /** The product's requests that were not sent: their cost is unknown here, or they had been sent already. */
  readonly unsent = new Set<string>();
  readonly budget: ProbeBudget;
  /** The current origin; the product's requests are written for the first. */
  origin: string;
  /** Why nothing more is requested there. */
  stopped: VenueError | null = null;

  constructor(
    private readonly probe: VenueProbe,
    private readonly venue: Venue,
    private readonly source: Source,
    private readonly signal: AbortSignal,
  ) {
    const { endpoints, light, questions } = probe;
    const asked = [...endpoints, light, ...questions.flatMap(({ ask }) => ask ?? [])];
    this.budget = new ProbeBudget(
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

  /** The last answer to the endpoint; of several pages the first. */
  find(endpoint: Endpoint): ApiExchange | undefined {
    const answers = this.exchanges.filter((each) => each.endpoint === endpoint);
    return answers.find(({ origin }) => origin === answers.at(-1)?.origin);
  }

  /** The result of the product's adapter, or what it throws. */
  async read<T>(work: (http: HttpClient, signal: AbortSignal) => Promise<T>) {
    if (this.stopped !== null) return this.stopped;
    try {
      return await work(this.client(), this.signal);
    } catch (cause) {
      this.signal.throwIfAborted();
      const error = cause instanceof VenueError ? cause : this.thrown(cause);
      // The adapter knows better than the status what an error means.
      const last = this.exchanges.findLast(({ failure }) => failure !== null);
      if (last?.failure && error.kind !== 'shape') last.failure.kind = error.kind;
      this.stopAfter(error);
      return error;
    }
  }

  /** The probe's own request, at this origin unless the endpoint names one. */
  async ask(endpoint: Endpoint, origin = this.origin, headers: Pairs = {}): Promise<ApiExchange> {
    const { path, query, also, body } = endpoint;
    const isPost = body !== undefined;
    const asked = new URLSearchParams({ ...query, ...(!isPost && also) }).toString();
    const url = (endpoint.origin ?? origin) + path + (asked && `?${asked}`);
    const site = { venue: this.probe.id, endpoint: keyOf(endpoint), url };
    const request: HttpRequest = isPost ? { ...site, body: { ...body, ...also } } : site;
    return this.send(endpoint, request, headers);
  }

  private client(): HttpClient {
    const { origin } = this;
    const [first] = this.venue.apiOrigins;
    return async (written) => {
      const url = origin + written.url.slice(first.length);
      const request = { ...written, url };
      const endpoint = this.entryFor(new URL(url), request.body);
      if (endpoint === null) {
        this.unsent.add(request.endpoint);
        throw new VenueError(request, 'refused', 'the probe has no entry for it');
      }
      const question = `${url} ${JSON.stringify(request.body)}`;
      const before = this.asked.filter((each) => each.endpoint === endpoint);
      const same = before.find((each) => each.question === question);
      const here = before.filter((each) => each.question.startsWith(origin));
      if (same === undefined && here.length >= (endpoint.most ?? 1)) {
        this.unsent.add(`${keyOf(endpoint)}, once more`);
        throw new VenueError(request, 'refused', 'the probe asks it once');
      }
      const answer = same?.answer ?? this.send(endpoint, request, {});
      if (same === undefined) this.asked.push({ endpoint, question, answer });
      return this.replay(request, await answer);
    };
  }

  private send(endpoint: Endpoint, request: HttpRequest, headers: Pairs): Promise<ApiExchange> {
    const { url, body, timeoutMs = TIMEOUT_MS } = request;
    const { origin } = new URL(url);
    const isOwn = !('origin' in headers);
    const work = async (): Promise<ApiExchange> => {
      const { stopped } = this;
      // Requests that were in flight when another was rejected.
      if (stopped !== null && origin === this.origin) throw stopped;
      await this.budget.pay(endpoint.cost, this.signal);
      const wanted = { url, headers, body, timeoutMs, mostBytes: MOST_BYTES };
      const answer = await exchange(this.source, wanted, this.signal);
      const kept = { ...answer, endpoint, origin, isWhole: answer.failure === null };
      this.exchanges.push(kept);
      kept.failure ??= await this.failureOf(request, kept);
      // A rejected Origin says nothing about other requests.
      if (origin === this.origin && kept.failure !== null && isOwn) {
        this.stopAfter(new VenueError(request, kept.failure.kind, kept.failure.detail));
      }
      return kept;
    };
    return this.budget.inTurn(work);
  }

  /** The failure that the product's client, or the envelope, sees in an answer. */
  private async failureOf(request: HttpRequest, answered: ApiExchange) {
    try {
      const { json } = await this.replay(request, answered);
      return this.refusalIn(json);
    } catch (error) {
      if (error instanceof VenueError) return { kind: error.kind, detail: detailOf(error) };
      throw error;
    }
  }

  /** Replays an answer through the product's own client. */
  private async replay(request: HttpRequest, answered: ApiExchange): Promise<HttpReply> {
    const { status, text, headers, isWhole, redirectedTo } = answered;
    if (status === null || !isWhole || redirectedTo !== null) {
      const { kind, detail } = answered.failure ?? {
        kind: 'refused',
        detail: `HTTP ${status}, to ${redirectedTo}`,
      };
      throw new VenueError(request, kind, detail);
    }
    const body = text === '' ? null : text;
    const client = createHttpClient({
      fetch: () => Promise.resolve(new Response(body, { status, headers })),
      now: this.source.now,
    });
    const reply = await client(request, this.signal);
    return { ...reply, sentAtMs: answered.askedAtMs, receivedAtMs: answered.answeredAtMs };
  }

  /** An error in the envelope of an answer with HTTP 200. */
  private refusalIn(json: unknown): Exchange['failure'] {
    const { envelope } = this.probe;
    if (envelope === undefined) return null;
    const fields = asRecord(json);
    const code = fields[envelope.field];
    if (code === undefined || String(code) === String(envelope.good)) return null;
    const words = String(fields['msg'] ?? fields['retMsg'] ?? '').slice(0, 80);
    return { kind: 'refused', detail: `${envelope.field} ${String(code)} ${words}`.trim() };
  }

  /** The error of an adapter that an answer broke. */
  private thrown(cause: unknown): VenueError {
    const site = { venue: this.probe.id, endpoint: 'the adapter throws' };
    return new VenueError(site, 'shape', String(cause), { cause });
  }

  /** A host that has not answered at all is not tried again. */
  private stopAfter(error: VenueError): void {
    const isSilent = this.exchanges.every(
      ({ origin, status }) => origin !== this.origin || status === null,
    );
    if (stopsTheVenue(error.kind) || isSilent) this.stopped = error;
  }

  /** The matching entry with the most conditions. */
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

/** Without the venue and the endpoint, which have columns of their own. */
export function detailOf({ message, venue, endpoint }: VenueError): string {
  return message.replace(`${venue}, ${endpoint}: `, '');
}
