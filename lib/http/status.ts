import type { TroubleKind } from '../domain/venue-status';

/** What a status other than 2xx means for us. 418 is how Binance says that it has banned the address. */
export function troubleOfStatus(status: number): TroubleKind {
  switch (status) {
    case 408:
      return 'timeout';
    case 418:
      return 'banned';
    case 429:
      return 'rate-limited';
    case 451:
      return 'region';
    case 403:
    // A doorkeeper's riddle for browsers: 202 and not a word.
    case 202:
      return 'forbidden';
    default:
      if (status >= 300 && status < 400) return 'redirected';
      return status >= 500 ? 'server' : 'refused';
  }
}

/**
 * The Retry-After header as a wait in ms: whole or decimal seconds, or a date, which counts from the answer's own where
 * that goes, so that this machine's clock does not matter. Null when it is absent, in the past or none of both: words,
 * signs and exponents are no seconds. How long we really wait is the back-off's to decide.
 * https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Z][a-z]{2}/.test(text)) return null;
  const waits = [Date.parse(headers.get('date') ?? ''), nowMs].map(
    (sinceMs) => Date.parse(text) - sinceMs,
  );
  return waits.find((waitMs) => waitMs >= 0) ?? null;
}

/** A ban's end that only the body tells: `… banned until 1790000000000. …` */
export function bannedForMs(body: string, nowMs: number): number | null {
  const untilMs = Number(/banned until (\d{13})\b/.exec(body)?.[1] ?? NaN);
  return untilMs > nowMs ? untilMs - nowMs : null;
}
