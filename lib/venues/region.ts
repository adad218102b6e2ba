/** What the refusals of venues say, and what they come to. */
import { quoted } from '../domain/foreign-text';
import type { TroubleKind } from '../domain/venue-status';
import type { RequestSite } from '../http/venue-error';
import { VenueError } from '../http/venue-error';

/** Words about where we ask from, as venues and the doorkeepers in front of them say them, whatever the status. */
const ABOUT_REGION =
  /\b(your|restricted|this|the user's) (verified )?(country|region|location|jurisdiction|territory)/i;

/** Statuses that say all, whatever stands beside them: the limit, and the law of where we ask from. */
export function saysAll(status: number): boolean {
  return status === 429 || status === 451;
}

/** Whether a refusal is about the country or region of who asks. */
export function isAboutRegion(body: string): boolean {
  return ABOUT_REGION.test(body);
}

/**
 * The error of an answer that refuses: `code` as the venue writes it, `kind` what that means, null where it is about the
 * request. Words about where we ask from say more than any code.
 */
export function refusedWith(
  site: RequestSite,
  code: string,
  words: string | null | undefined,
  kind: TroubleKind | null,
): VenueError {
  const told = isAboutRegion(words ?? '') ? 'region' : (kind ?? 'refused');
  return new VenueError(site, told, `${code} ${quoted(words)}`.trim());
}
