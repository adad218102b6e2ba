/** The rate-limit headers of the answers: which there are, and their last values. */
import type { Check, VenueProbe } from './contract';
import { keyOf } from './contract';
import { finding } from './findings';
import type { ApiExchange } from './venue-api';

type Line = Omit<Check, 'venue'>;

const ABOUT_LIMITS = /limit|weight|remain|quota|throttl/;

export function limitHeaders(
  { limitHeaders: known }: VenueProbe,
  exchanges: readonly ApiExchange[],
): Line[] {
  const answers = exchanges.filter(({ status, failure }) => status === 200 && failure === null);
  if (answers.length === 0) {
    const expected = known.join(', ') || 'none';
    return [{ what: 'headers of limits', verdict: 'not seen', expected, seen: 'no answer' }];
  }
  const relevant = answers.filter(({ endpoint }) => !endpoint.noLimitHeaders);
  const lines = known.map((name): Line => {
    const without = relevant.filter(({ headers }) => !headers.has(name));
    const last = relevant.findLast(({ headers }) => headers.has(name))?.headers.get(name);
    const where = [...new Set(without.map(({ endpoint }) => keyOf(endpoint)))].join(', ');
    const seen = `missing in ${without.length} of ${relevant.length} answers: ${where}`;
    const isThere = without.length === 0;
    const found = finding(isThere, isThere ? `last: ${last}` : seen);
    return { what: `header ${name}`, expected: 'there', ...found };
  });
  const more = new Map<string, string>();
  for (const { headers, endpoint } of answers) {
    for (const [name, value] of headers) {
      const isKnown = known.includes(name) && !endpoint.noLimitHeaders;
      if (ABOUT_LIMITS.test(name) && !isKnown) more.set(name, `${value} in ${keyOf(endpoint)}`);
    }
  }
  for (const [name, seen] of more) {
    lines.push({ what: `header ${name}`, expected: 'no such header', ...finding(false, seen) });
  }
  return lines.length > 0
    ? lines
    : [{ what: 'headers of limits', expected: 'none', ...finding(true, 'none') }];
}
