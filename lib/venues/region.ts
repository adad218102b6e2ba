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
