import { plain } from '../domain/foreign-text';
import type { TroubleKind } from '../domain/venue-status';
import type { VenueId } from '../domain/venue';

/** Where a request went, for errors and logs. */
export interface RequestSite {
  venue: VenueId;
  /** Method and path, without parameters: `GET /fapi/v1/premiumIndex`. */
  endpoint: string;
}

/** Characters: enough for a sentence, not for a body. Quotes from the venue go through `quoted` first. */
const MAX_MESSAGE_LENGTH = 400;

/** Every failure of a venue: what went wrong, where, and how long to wait. */
export class VenueError extends Error {
  readonly venue: VenueId;
  readonly endpoint: string;
  readonly kind: TroubleKind;
  /** The wait that the venue itself states, ms; null when it states none. */
  readonly retryAfterMs: number | null;

  constructor(
    site: RequestSite,
    kind: TroubleKind,
    detail: string,
    options: { cause?: unknown; retryAfterMs?: number | null } = {},
  ) {
    super(plain(`${site.venue}, ${site.endpoint}: ${detail}`, MAX_MESSAGE_LENGTH), {
      cause: options.cause,
    });
    this.name = 'VenueError';
    this.venue = site.venue;
    this.endpoint = site.endpoint;
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** Failures of the IP address or the whole venue: another request would fail too, or make it worse. */
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

/** The value, or its VenueError where a failure costs only a part. Rejects with anything else (an abort, a bug). */
export async function valueOrError<T>(promise: Promise<T>): Promise<T | VenueError> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof VenueError) return error;
    throw error;
  }
}
