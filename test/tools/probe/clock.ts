/** Compares times stated by a venue with ours. */
import type { Finding } from './contract';
import { finding, notSeen } from './findings';
import { median } from './values';
import type { Exchange } from './wire';

/** Covers response times, and headers in whole seconds. */
const MOST_MS = 30_000;

export const CLOCK_EXPECTED = `within ${MOST_MS / 1000} s of ours`;

/** How far a time is outside of the range in which it was stated, ms; 0 within it. */
function offBy(atMs: number, fromMs: number, toMs: number, vaguenessMs = 0): number {
  if (atMs > toMs) return atMs - toMs;
  return Math.min(0, atMs + vaguenessMs - fromMs);
}

export function statedClock(atMs: number | null, fromMs: number, toMs: number): Finding {
  if (atMs === null) return notSeen('no time is told');
  const offMs = offBy(atMs, fromMs, toMs);
  return finding(Math.abs(offMs) <= MOST_MS, secondsText(offMs));
}

/** By the `Date` headers; the largest difference counts. */
export function headerClock(exchanges: readonly Exchange[]): Finding {
  const answers = exchanges.filter(({ status }) => status !== null);
  const offs = answers.flatMap(({ headers, askedAtMs, answeredAtMs }) => {
    const atMs = Date.parse(headers.get('date') ?? '');
    return Number.isNaN(atMs) ? [] : [offBy(atMs, askedAtMs, answeredAtMs, 999)];
  });
  const middle = median(offs);
  if (answers.length === 0) return notSeen('no answer');
  if (middle === null) return finding(false, `none of ${answers.length} answers has a date`);
  const wrong = offs.filter((offMs) => Math.abs(offMs) > MOST_MS);
  const [worst] = wrong.toSorted((a, b) => Math.abs(b) - Math.abs(a));
  return worst === undefined
    ? finding(true, `${secondsText(middle)} in ${offs.length} answers`)
    : finding(false, `${secondsText(worst)} in ${wrong.length} of ${offs.length} answers`);
}

function secondsText(offMs: number): string {
  if (offMs === 0) return 'as ours';
  return `${(Math.abs(offMs) / 1000).toFixed(1)} s ${offMs > 0 ? 'ahead' : 'behind'}`;
}
