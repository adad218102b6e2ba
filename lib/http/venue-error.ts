import { plain } from '../domain/foreign-text';
import type { TroubleKind } from '../domain/venue-status';
import type { VenueId } from '../domain/venue';

/** Where a request went: what errors and logs name. */
export interface RequestSite {
  venue: VenueId;
  /** Method and path, without parameters: `GET /fapi/v1/premiumIndex`. */
  endpoint: string;
}

/** A sentence, not a body: see also `quoted`, which what a venue said goes through. */
const LONGEST = 400;

/** Everything that can go wrong between a venue and us, with what the next step needs to know. */
export class VenueError extends Error {
  readonly venue: VenueId;
  readonly endpoint: string;
  readonly kind: TroubleKind;
  /** How long the venue asks us to stay away; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(
    site: RequestSite,
    kind: TroubleKind,
    detail: string,
    options: { cause?: unknown; retryAfterMs?: number | null } = {},
  ) {
    super(plain(`${site.venue}, ${site.endpoint}: ${detail}`, LONGEST), { cause: options.cause });
    this.name = 'VenueError';
    this.venue = site.venue;
    this.endpoint = site.endpoint;
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** Troubles of the address or the whole venue: asking for another symbol would only make them worse. */
export function stopsTheVenue(kind: TroubleKind): boolean {
  return (
    kind === 'rate-limited' ||
    kind === 'banned' ||
    kind === 'region' ||
    kind === 'nothing-listed' ||
    kind === 'forbidden' ||
    kind === 'redirected' ||
    kind === 'offline'
  );
}
