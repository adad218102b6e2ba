/** The market without sockets: from a request to its answer. */
import type { World } from '../world/world';
import type { Charge, MarketAnswer, MarketRequest, MarketVenue, OpenVenue } from '../venues/venue';
import { htmlAnswer } from '../venues/venue';
import type { MarketClock } from './clock';
import type { FaultKind } from './faults';
import { Faults, spoiled } from './faults';
import type { Usage } from './limits';
import { RateLimiter } from './limits';
import type { LoggedRequest } from './request-log';
import { RequestLog } from './request-log';

export interface Answered {
  answer: MarketAnswer;
  fault: FaultKind | null;
}

interface Stall {
  venue: MarketVenue;
  open: OpenVenue;
  limiter: RateLimiter;
}

export class MarketCore {
  readonly faults = new Faults();
  readonly log = new RequestLog();
  private readonly stalls: readonly Stall[];

  constructor(
    readonly world: World,
    readonly clock: MarketClock,
    readonly venues: readonly MarketVenue[],
    /** Delay of each answer: in the clock's time in this process, in real time over sockets. */
    public latencyMs = 0,
    /** Added to every time that venues state, ms. */
    public venueSkewMs = 0,
  ) {
    this.stalls = venues.map((venue) => ({
      venue,
      open: venue.open(world),
      limiter: new RateLimiter(venue.id, venue.limits),
    }));
  }

  get hosts(): string[] {
    return this.venues.flatMap(({ hosts }) => hosts);
  }

  /** Oldest first. */
  get requests(): readonly LoggedRequest[] {
    return this.log.all;
  }

  /** The world's stories with the symbols of their assets, by venue. */
  stories() {
    return this.world.stories.map((story) => ({
      ...story,
      symbols: Object.fromEntries(
        this.stalls.flatMap(({ venue, open }) => {
          const symbol = open.symbolOf(story.asset);
          return symbol === null ? [] : [[venue.id, symbol] as const];
        }),
      ),
    }));
  }

  /** The peak use of each limit by any client within a window. */
  usage(): Usage[] {
    return this.stalls.flatMap(({ limiter }) => limiter.usage());
  }

  /** Peak units within a window, by venue and limit. */
  peaks(): Record<string, Record<string, number>> {
    return Object.fromEntries(
      this.stalls.map(({ venue, limiter }) => [venue.id, Object.fromEntries(limiter.peaks)]),
    );
  }

  answer(request: MarketRequest): Answered {
    const fault = this.faults.take(request);
    const stall = this.stalls.find(({ venue }) => venue.hosts.includes(request.host));
    const atMs = this.clock.now();
    const venueMs = atMs + this.venueSkewMs + (fault?.kind === 'clock-skew' ? fault.ms : 0);
    const charge = stall?.open.charge(request) ?? null;
    const good = stall ? answerOf(stall, request, charge, atMs, venueMs) : unknownHost();
    const answer =
      fault?.kind === 'status'
        ? statusAnswer(stall, fault, venueMs)
        : fault?.kind === 'refuse-origin'
          ? statusAnswer(stall, { kind: 'status', status: 403 }, venueMs)
          : fault === null
            ? good
            : spoiled(good, fault);
    const isDateGone = fault?.kind === 'no-header' && /^date$/i.test(fault.header);
    if (!isDateGone) answer.headers['date'] = new Date(venueMs).toUTCString();
    const { host, path, client } = request;
    const query = request.query.toString();
    this.log.add({ host, path, query, client, atMs, status: answer.status, charge });
    return { answer, fault };
  }
}

function answerOf(
  { open, limiter }: Stall,
  request: MarketRequest,
  charge: Charge | null,
  atMs: number,
  venueMs: number,
): MarketAnswer {
  if (charge === null) {
    const page = open.page(request, venueMs);
    return page === null ? open.answer(request, venueMs, 0) : htmlAnswer(page);
  }
  const verdict = limiter.judge(request.client, charge, atMs);
  return verdict.kind === 'refuse'
    ? open.trouble(verdict.isBan ? 418 : 429, verdict.retryAfterS, venueMs)
    : open.answer(request, venueMs, verdict.used);
}

function statusAnswer(
  stall: Stall | undefined,
  fault: Extract<FaultKind, { kind: 'status' }>,
  venueMs: number,
): MarketAnswer {
  const retryAfterS = fault.retryAfterS ?? null;
  const own = stall?.open.trouble(fault.status, retryAfterS, venueMs) ?? unknownHost();
  return { ...own, status: fault.status, body: fault.body ?? own.body };
}

function unknownHost(): MarketAnswer {
  return {
    status: 404,
    headers: { 'content-type': 'text/plain' },
    body: 'No such host in this market.',
  };
}
