/** What an error response of a venue means, whatever its format. */
import { quoted } from '../../domain/foreign-text';
import type { TroubleKind } from '../../domain/venue-status';
import type { RequestSite } from '../../http/venue-error';
import { VenueError } from '../../http/venue-error';

/** How venues and their CDNs word a geographic block, whatever the status. */
const ABOUT_REGION =
  /\b(your|restricted|this|the user's) (verified )?(country|region|location|jurisdiction|territory)/i;

export function isAboutRegion(body: string): boolean {
  return ABOUT_REGION.test(body);
}

/** Statuses that need no code: rate limit, and legal reasons. */
export function isConclusive(status: number): boolean {
  return status === 429 || status === 451;
}

/**
 * The kind of an error response: a geographic block in its text, else a conclusive status (null, as the client knows it), else
 * what the venue's own code in the body means.
 */
export function troubleOfResponse(
  status: number,
  body: string,
  ofBody: (body: string) => TroubleKind | null,
): TroubleKind | null {
  if (isAboutRegion(body)) return 'region';
  return isConclusive(status) ? null : ofBody(body);
}

/**
 * The error of an answer with an error code. `kind`: what the code means; null when it is about the request itself. A geographic
 * block in the message overrides it.
 */
export function refusalError(
  site: RequestSite,
  code: string,
  message: string | null | undefined,
  kind: TroubleKind | null,
): VenueError {
  const actual = isAboutRegion(message ?? '') ? 'region' : (kind ?? 'refused');
  return new VenueError(site, actual, `${code} ${quoted(message)}`.trim());
}
