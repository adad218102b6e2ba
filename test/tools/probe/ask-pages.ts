/** Whether each kind of page still has its URL, and its initial title. One GET each, without following redirects. */
import { isGone } from './ask-api';
import type { Check, SiteProbe } from './contract';
import type { Exchange, Source } from './wire';
import { exchange } from './wire';

/** Pause between pages, since sites publish no limits for them. */
const APART_MS = 1_000;
const TIMEOUT_MS = 20_000;
/** The title is near the top. */
const MOST_BYTES = 1_000_000;
const TITLE = /<title[^>]*>([^<]*)<\/title>/i;

export async function askPages(
  venue: string,
  { pages, product }: SiteProbe,
  source: Source,
  isRefusedHere: boolean,
  signal: AbortSignal,
): Promise<{ checks: Check[]; exchanges: Exchange[] }> {
  const checks: Check[] = [];
  const exchanges: Exchange[] = [];
  for (const { kind, url, pair, title } of pages) {
    const add = (what: string, verdict: Check['verdict'], expected: string, seen: string): void => {
      checks.push({ venue, what: `${what}: ${kind}`, verdict, expected, seen });
    };
    const pairAt = (address: string): string | null => {
      const read = URL.canParse(address) ? product.pairAt(new URL(address)) : null;
      return read && `${read.symbol}, ${read.market}`;
    };
    const wanted = pair && `${pair.symbol}, ${pair.market}`;
    if (wanted !== undefined && pairAt(url) !== wanted) {
      add('page', 'drifted', wanted, `the product reads ${pairAt(url) ?? 'no pair'} in ${url}`);
      continue;
    }
    if (exchanges.length > 0) await source.sleep(APART_MS, signal);
    const bounds = { timeoutMs: TIMEOUT_MS, mostBytes: MOST_BYTES, until: TITLE };
    const answer = await exchange(
      source,
      { url, headers: { accept: 'text/html' }, ...bounds },
      signal,
    );
    exchanges.push(answer);

    const { status, redirectedTo, failure } = answer;
    if (redirectedTo !== null) {
      const isSame = wanted !== undefined && pairAt(redirectedTo) === wanted;
      // Visitors who are not served here are redirected.
      const elsewhere = isRefusedHere ? 'not seen' : 'drifted';
      add('page', isSame ? 'agrees' : elsewhere, url, `HTTP ${status}, to ${redirectedTo}`);
      continue;
    }
    if (status === null) {
      add(
        'page',
        isGone(failure?.detail ?? '') ? 'drifted' : 'not seen',
        url,
        failure?.detail ?? 'no answer',
      );
      continue;
    }
    if (status !== 200) {
      // A CDN's response to a program says nothing about the page.
      add('page', status === 404 || status === 410 ? 'drifted' : 'not seen', url, `HTTP ${status}`);
      continue;
    }
    add('page', 'agrees', url, 'HTTP 200');
    const sent = TITLE.exec(answer.text)?.[1]?.trim();
    const isAsBelieved = sent !== undefined && title.test(sent);
    // Scripts set most titles; the initial one need not match.
    const seen = sent === undefined ? 'none is sent' : `“${sent.slice(0, 80)}”`;
    add('title', isAsBelieved ? 'agrees' : 'not seen', String(title), seen);
  }
  return { checks, exchanges };
}
