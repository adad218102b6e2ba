/** Asks every venue that is wanted, and the pages of their sites. */
import pMap from 'p-map';
import { VENUES } from '../../../lib/venues/registry';
import { askApi } from './ask-api';
import { askPages } from './ask-pages';
import type { Report } from './report';
import { PROBES } from './venues';
import { TRADING_VIEW, tradingView } from './venues/tradingview';
import type { Source } from './wire';

/** What can be named: venues, and TradingView, of which there are only pages. */
export const NAMES: readonly string[] = [...PROBES.map(({ id }) => id), TRADING_VIEW];

export interface Wanted {
  names: readonly string[];
  /** Venues that refuse the place we ask from: that says nothing of the others, and is no drift. */
  refusedHere: readonly string[];
}

/** Nobody could be reached: there is nothing to report. */
export class Unreachable extends Error {}

type Part = Omit<Report, 'source' | 'atMs'> & { isReached: boolean };

export async function run(
  name: string,
  source: Source,
  { names, refusedHere }: Wanted,
  signal: AbortSignal,
): Promise<Report> {
  const atMs = source.now();
  const concurrency = Math.min(source.atOnce, names.length);
  const parts = await pMap(names, (each) => ask(each, source, refusedHere.includes(each), signal), {
    concurrency,
  });
  if (parts.every(({ isReached }) => !isReached)) {
    const asked = parts.length === 1 ? names.join() : 'None of the exchanges';
    const first = parts.flatMap(({ requests }) => requests)[0]?.exchange;
    throw new Unreachable(
      `${asked} could not be reached (${first?.url ?? ''}: ${first?.failure?.detail ?? 'no answer'}). Is there a network? Without one: npm run probe -- --market`,
    );
  }
  return {
    source: name,
    atMs,
    checks: parts.flatMap(({ checks }) => checks),
    requests: parts.flatMap(({ requests }) => requests),
    spent: parts.flatMap(({ spent }) => spent),
  };
}

async function ask(
  name: string,
  source: Source,
  isRefusedHere: boolean,
  signal: AbortSignal,
): Promise<Part> {
  const probe = PROBES.find(({ id }) => id === name);
  const venue = VENUES.find(({ id }) => id === name);
  const part: Part = { checks: [], requests: [], spent: [], isReached: false };
  if (probe && venue) {
    const { checks, api, isReached } = await askApi(probe, venue, source, isRefusedHere, signal);
    Object.assign(part, {
      checks,
      isReached,
      requests: api.exchanges.map((exchange) => ({ venue: name, exchange })),
      spent: api.purse.statement().map((statement) => ({ venue: name, ...statement })),
    });
    // No word from any host: its pages are of the same network.
    if (!isReached) return part;
  }
  const pages = await askPages(name, probe?.site ?? tradingView, source, signal);
  return {
    ...part,
    isReached: part.isReached || pages.exchanges.some(({ status }) => status !== null),
    checks: [...part.checks, ...pages.checks],
    requests: [...part.requests, ...pages.exchanges.map((exchange) => ({ venue: name, exchange }))],
  };
}
