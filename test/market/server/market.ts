/** The market without its sockets: a request in, an answer out. */
import type { World } from '../world/world';
import type { MarketAnswer, MarketRequest, MarketVenue } from '../venues/venue';
import type { MarketClock } from './clock';
import type { FaultKind } from './faults';
import { Faults, spoiled } from './faults';
import { LimitKeeper } from './limits';

export interface Answered {
  answer: MarketAnswer;
  fault: FaultKind | null;
}

export interface LoggedRequest {
  host: string;
  path: string;
  query: string;
  atMs: number;
  status: number;
}

/** Newer requests push older ones out. */
const LOG_SIZE = 20_000;

export class MarketCore {
  readonly faults = new Faults();
  readonly requests: LoggedRequest[] = [];
  private readonly keepers: Map<string, LimitKeeper>;

  constructor(
    readonly world: World,
    readonly clock: MarketClock,
    readonly venues: readonly MarketVenue[],
    /** Added to every time that venues state, ms. */
    public venueSkewMs = 0,
  ) {
    this.keepers = new Map(venues.map(({ id, limits }) => [id, new LimitKeeper(id, limits)]));
  }

  get hosts(): string[] {
    return this.venues.flatMap(({ hosts }) => hosts);
  }

  /** The most units used in any window, by venue and limit. */
  peaks(): Record<string, Record<string, number>> {
    return Object.fromEntries(
      [...this.keepers].map(([id, keeper]) => [id, Object.fromEntries(keeper.peaks)]),
    );
  }

  answer(request: MarketRequest): Answered {
    const fault = this.faults.take(request);
    const good = this.goodAnswer(request);
    const answer = fault === null ? good : spoiled(good, fault);
    this.requests.push({
      host: request.host,
      path: request.path,
      query: request.query.toString(),
      atMs: this.clock.now(),
      status: answer.status,
    });
    if (this.requests.length > LOG_SIZE) this.requests.shift();
    return { answer, fault };
  }

  private goodAnswer(request: MarketRequest): MarketAnswer {
    const venue = this.venues.find(({ hosts }) => hosts.includes(request.host));
    if (venue === undefined) return text(404, 'No such host in this market.');
    const nowMs = this.clock.now() + this.venueSkewMs;
    const charge = venue.charge(request);
    if (charge === null) {
      const page = venue.page(request, this.world, nowMs);
      return page === null ? venue.answer(request, this.world, nowMs, 0) : html(page);
    }
    const verdict = this.keepers.get(venue.id)?.judge(request.client, charge, this.clock.now());
    if (verdict?.kind === 'refuse') {
      return venue.refuse(verdict.limit, verdict.isBan, verdict.retryAfterS, nowMs);
    }
    return venue.answer(request, this.world, nowMs, verdict?.used ?? 0);
  }
}

function html(body: string): MarketAnswer {
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function text(status: number, body: string): MarketAnswer {
  return { status, headers: { 'content-type': 'text/plain' }, body };
}
