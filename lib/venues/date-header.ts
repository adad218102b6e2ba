/** When the venue answered, ms by its own clock, in whole seconds; null where the header has no date. */
export function dateOf(headers: Headers): number | null {
  const dateMs = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(dateMs) ? null : dateMs;
}
