/** Compares a venue's API with our assumptions, one line per check. */
import type { Perp } from '../../../lib/domain/perp';
import type { TroubleKind } from '../../../lib/domain/venue-status';
import { VenueError } from '../../../lib/http/venue-error';
import type { Venue } from '../../../lib/venues/contract';
import { CLOCK_EXPECTED, headerClock, statedClock } from './clock';
import type { Check, Endpoint, Finding, Row, Seen, VenueProbe, Verdict } from './contract';
import { keyOf } from './contract';
import { asRecord, EMPTY_LIST, problemsOf, rowsAt, sizeOf, typeOf } from './fields';
import { finding, notSeen } from './findings';
import { limitHeaders } from './limit-headers';
import { failedReading, priceReading, wholeReading } from './reading';
import type { ApiExchange } from './venue-api';
import { detailOf, VenueApi } from './venue-api';
import type { Source } from './wire';

/** Origins of extensions as browsers write them; the ids do not matter. */
const EXTENSIONS = [
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  'moz-extension://00000000-0000-4000-8000-000000000000',
];
const READ = 'read whole by the product';

export async function askApi(
  probe: VenueProbe,
  venue: Venue,
  source: Source,
  isRefusedHere: boolean,
  signal: AbortSignal,
): Promise<{ checks: Check[]; api: VenueApi }> {
  const run = new Run(probe, venue, source, isRefusedHere, signal);
  await run.readByTheProduct();
  await run.askTheRest();
  await run.askAsAnExtension();
  await run.askOtherHosts();
  await run.answerQuestions();
  run.lookBack();
  return { checks: run.checks, api: run.api };
}

class Run {
  readonly checks: Check[] = [];
  readonly api: VenueApi;
  /** The usual answer to the light request. */
  private usual: ApiExchange | null = null;

  constructor(
    private readonly probe: VenueProbe,
    private readonly venue: Venue,
    private readonly source: Source,
    private readonly isRefusedHere: boolean,
    signal: AbortSignal,
  ) {
    this.api = new VenueApi(probe, venue, source, signal);
  }

  /** Reads the listing at the first host that answers, as the product does; then all its other requests. */
  async readByTheProduct(): Promise<void> {
    const { api, venue } = this;
    for (const origin of venue.apiOrigins) {
      api.moveTo(origin);
      const listing = await api.read((http, signal) => venue.listing.fetch(http, signal));
      if (!(listing instanceof VenueError)) {
        const { perps } = listing;
        const words = `${perps.length} perpetuals`;
        this.add('read: listing', READ, wholeReading(perps.length > 0, words, listing));
        await this.readPrices(perps);
        return;
      }
      if (api.stopped === null) {
        this.add('read: listing', READ, failedReading(listing));
        return;
      }
      this.add(`host ${origin}`, 'answers', this.failed(listing.kind, detailOf(listing)));
      if (!isOfHost(listing.kind)) return;
    }
  }

  private async readPrices(perps: readonly Perp[]): Promise<void> {
    const { api, source, venue } = this;
    if (perps.length === 0) return;
    const askedAtMs = source.now();
    const prices = await api.read((http, signal) => venue.snapshot.fetch(http, perps, signal));
    this.addReading('prices', prices, (read) =>
      priceReading(read, perps, venue.openInterest === null),
    );
    if (!(prices instanceof VenueError)) {
      const told = statedClock(prices.venueTimeMs, askedAtMs, source.now());
      this.add('clock in the answers', CLOCK_EXPECTED, told);
    }
    await this.readBuilders();
    const names: unknown[] = Object.values(this.probe.light.query ?? {});
    const perp = perps.find(({ symbol }) => names.includes(symbol));
    if (perp === undefined) return;
    const whole = { errors: [], droppedRows: 0 };
    const { openInterest, openInterestHistory } = venue;
    if (openInterest !== null) {
      const now = await api.read((http, signal) => openInterest.fetch(http, perp, signal));
      this.addReading('open interest', now, ({ baseQty }) =>
        wholeReading(baseQty > 0, `${baseQty} coins`, whole),
      );
    }
    if (openInterestHistory !== null) {
      const past = await api.read((http, signal) => openInterestHistory.fetch(http, perp, signal));
      this.addReading('past open interest', past, ({ length }) =>
        wholeReading(length > 90, `${length} samples`, whole),
      );
    }
  }

  /** Third-party markets: their names, and the market that has an entry. */
  private async readBuilders(): Promise<void> {
    const { api, probe, venue } = this;
    const { builders } = venue;
    if (builders === undefined) return;
    const markets = await api.read((http, signal) => builders.list(http, signal));
    this.addReading("builders' markets", markets, ({ length }) =>
      finding(length > 0, `${length} markets`),
    );
    const wanted = probe.endpoints.map(({ also }) => also?.['dex']);
    const dex = wanted.find((name) => typeof name === 'string');
    if (dex === undefined) return;
    const market = await api.read((http, signal) => builders.fetch(http, dex, signal));
    this.addReading(dex, market, (read) =>
      wholeReading(read.perps.length > 0, `${read.perps.length} perpetuals`, read),
    );
  }

  /** Requests that the product does not make by itself. */
  async askTheRest(): Promise<void> {
    const { api, probe } = this;
    for (const endpoint of probe.endpoints) {
      if (api.find(endpoint) === undefined && api.stopped === null) await api.ask(endpoint);
    }
    for (const endpoint of probe.endpoints) this.compare(endpoint);
    for (const unsent of api.unsent) {
      const seen = 'the product asks it, and the probe did not send it';
      this.add(unsent, 'an entry in the list of the probe', finding(false, seen));
    }
  }

  private compare(endpoint: Endpoint): void {
    const answer = this.api.find(endpoint);
    const counts = endpoint.rows.map(({ count: [least, most] }) =>
      least === most ? `${most} rows` : `${least} to ${most} rows`,
    );
    const expected = counts.at(-1) ?? '';
    const add = (found: Finding): void => this.add(keyOf(endpoint), expected, found);
    if (answer === undefined) return add(this.notAsked());
    if (answer.failure !== null)
      return add(this.failed(answer.failure.kind, answer.failure.detail));
    const json = jsonOf(answer);
    const problems = problemsOf(json, endpoint.rows);
    if (problems.length === 0) add(finding(true, sizeOf(json, endpoint.rows)));
    for (const problem of problems) add(finding(false, problem));
  }

  /** The light request, without an Origin and with those of extensions. */
  async askAsAnExtension(): Promise<void> {
    const { api, probe } = this;
    const { light } = probe;
    const method = light.body === undefined ? 'GET' : 'POST';
    if (api.stopped === null) {
      const plain = await api.ask(light);
      if (plain.failure === null) this.usual = plain;
      this.add(`host ${api.origin}`, 'answers', this.sameAsUsual(plain));
    }
    for (const extension of EXTENSIONS) {
      const what = `${method} with an Origin of ${extension.replace(/:.*/, '')}`;
      if (this.usual === null || api.stopped !== null) {
        this.add(what, 'answered as without it', this.notAsked());
        continue;
      }
      const asked = await api.ask(light, api.origin, { origin: extension });
      const allowed = asked.headers.get('access-control-allow-origin') ?? 'none';
      const { verdict, seen } = this.sameAsUsual(asked);
      // A request without an Origin was answered a moment ago.
      const isShutOut = ['region', 'forbidden'].includes(asked.failure?.kind ?? '');
      this.add(what, 'answered as without it', {
        verdict: isShutOut ? 'drifted' : verdict,
        seen: `${seen}; access-control-allow-origin: ${allowed}`,
      });
    }
  }

  async askOtherHosts(): Promise<void> {
    const { api, probe, venue } = this;
    const told = new Set(this.checks.map(({ what }) => what));
    for (const host of venue.apiOrigins) {
      if (told.has(`host ${host}`)) continue;
      const found = this.mayAsk(host)
        ? this.ofRegion(await api.ask(probe.light, host))
        : this.notAsked();
      this.add(`host ${host}`, 'answers as the first, or has nothing for the region', found);
    }
  }

  private ofRegion(asked: ApiExchange): Finding {
    const problems = problemsOf(jsonOf(asked), asked.endpoint.rows);
    const isEmpty = problems.length > 0 && problems.every((text) => text.includes(EMPTY_LIST));
    return asked.failure === null && isEmpty
      ? finding(true, `HTTP ${asked.status}, ${EMPTY_LIST}`)
      : this.sameAsUsual(asked);
  }

  private sameAsUsual(asked: ApiExchange): Finding {
    const { failure, status, endpoint } = asked;
    if (failure !== null) return this.failed(failure.kind, failure.detail);
    const problems = problemsOf(jsonOf(asked), endpoint.rows);
    if (problems.length > 0) return finding(false, problems.join('; '));
    const isSame = this.usual === null || outlineOf(asked) === outlineOf(this.usual);
    return finding(isSame, isSame ? `HTTP ${status}` : `HTTP ${status}, ${outlineOf(asked)}`);
  }

  async answerQuestions(): Promise<void> {
    const { api, probe } = this;
    const exchange = (key: string): ApiExchange | undefined => {
      const endpoint = probe.endpoints.find((each) => keyOf(each) === key);
      if (endpoint === undefined) throw new Error(`no entry is called ${key}`);
      return api.find(endpoint);
    };
    const rows = (key: string, at?: string): Row[] => rowsOf(exchange(key), at);
    for (const { name, belief, ask, answer } of probe.questions) {
      const asked = ask !== undefined && this.mayAsk(ask.origin) ? await api.ask(ask) : null;
      const own: Seen['own'] = asked && { exchange: asked, rows: rowsOf(asked) };
      this.add(`question: ${name}`, belief, answer({ rows, exchange, own }));
    }
  }

  /** Checks over all answers: limits, clocks and cost. */
  lookBack(): void {
    const { api, probe } = this;
    this.add('clock in the headers', CLOCK_EXPECTED, headerClock(api.exchanges));
    for (const { what, expected, ...found } of limitHeaders(probe, api.exchanges)) {
      this.add(what, expected, found);
    }
    for (const { id, units, windowMs, spent, peak, allowed, allowedMs } of api.budget.statement()) {
      const seen = `${spent} in all, at most ${peak} in ${allowedMs / 1000} s`;
      const part = `at most ${allowed}: a twentieth of ${units} in ${windowMs / 1000} s`;
      this.add(`spent: ${id}`, part, finding(peak <= allowed, seen));
    }
  }

  private addReading<T>(what: string, answer: T | VenueError, found: (read: T) => Finding): void {
    const isLost = answer instanceof VenueError;
    this.add(`read: ${what}`, READ, isLost ? failedReading(answer) : found(answer));
  }

  private add(what: string, expected: string, { verdict, seen }: Finding): void {
    this.checks.push({ venue: this.venue.id, what, verdict, expected, seen });
  }

  /** A host that has rejected a request is not asked again, nor is any other after a rejection of the IP address. */
  private mayAsk(origin = this.api.origin): boolean {
    const { stopped, origin: own } = this.api;
    return stopped === null || (origin !== own && isOfHost(stopped.kind));
  }

  private notAsked(): Finding {
    const { stopped } = this.api;
    return notSeen(stopped === null ? 'not asked' : `not asked after: ${stopped.kind}`);
  }

  private failed(kind: TroubleKind, detail: string): Finding {
    return { verdict: this.verdictOf(kind, detail), seen: `${kind}: ${detail}` };
  }

  /** A transient failure is not a drift. */
  private verdictOf(kind: TroubleKind, detail: string): Verdict {
    switch (kind) {
      case 'region':
      case 'forbidden':
        return this.isRefusedHere ? 'not seen' : 'drifted';
      case 'offline':
        return isGone(detail) ? 'drifted' : 'not seen';
      case 'timeout':
      case 'rate-limited':
      case 'banned':
      case 'server':
        return 'not seen';
      default:
        return 'drifted';
    }
  }
}

function isOfHost(kind: TroubleKind): boolean {
  return ['offline', 'timeout', 'region', 'forbidden'].includes(kind);
}

/** The host name or the certificate is gone; not a temporary network failure. */
export function isGone(detail: string): boolean {
  return /ENOTFOUND|CERT|TLS|SSL/.test(detail);
}

function jsonOf({ text }: ApiExchange): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return null;
  }
}

/** The rows at `at`, or the longest list. */
function rowsOf(answer: ApiExchange | undefined, at?: string): Row[] {
  if (answer === undefined || answer.failure !== null) return [];
  const json = jsonOf(answer);
  if (at !== undefined) return (rowsAt(json, { at }) ?? []).map(asRecord);
  const lists = answer.endpoint.rows.map((part) => rowsAt(json, part) ?? []);
  const most = Math.max(0, ...lists.map(({ length }) => length));
  return (lists.find(({ length }) => length === most) ?? []).map(asRecord);
}

/** The status and the structure of an answer, to compare two of them. */
function outlineOf(answer: ApiExchange): string {
  const parts = answer.endpoint.rows.map((part) => {
    const row = asRecord(rowsAt(jsonOf(answer), part)?.[0]);
    const fields = Object.entries(row).map(([name, value]) => `${name}:${typeOf(value)}`);
    return `${part.at || 'body'} ${fields.sort().join(' ')}`;
  });
  return parts.join('; ');
}
