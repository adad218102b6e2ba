/** A venue's other origins. Requests are written for the first; they go to the one that answered last. */
import type { TroubleKind } from '../domain/venue-status';
import type { HttpClient } from '../http/client';
import type { Venue } from '../venues/contract';

/** `origin` is one of the venue's, or null for the first. */
export function clientAt(http: HttpClient, venue: Venue, origin: string | null): HttpClient {
  const [first] = venue.apiOrigins;
  if (origin === null || origin === first || !venue.apiOrigins.includes(origin)) return http;
  return (request, signal) =>
    http({ ...request, url: origin + request.url.slice(first.length) }, signal);
}

/** The one to try after `origin`, round and round. */
export function originAfter({ apiOrigins }: Venue, origin: string | null): string {
  const index = apiOrigins.indexOf(origin ?? apiOrigins[0]);
  return apiOrigins[(index + 1) % apiOrigins.length] ?? apiOrigins[0];
}

/** Troubles of one host or of where we ask from; limits are counted for all hosts together. */
export function isOfOrigin(kind: TroubleKind): boolean {
  return /^(offline|region|nothing-listed|forbidden|redirected)$/.test(kind);
}
