/** Probes the chosen venues and the pages of their sites. */
import pMap from 'p-map';
import { VENUES } from '../../../lib/venues/registry';
import { askApi } from './ask-api';
import { askPages } from './ask-pages';
import type { Report } from './report';
import { PROBES } from './venues';
import { TRADING_VIEW, tradingView } from './venues/tradingview';
import type { Source } from './wire';
import { reasonOf } from './wire';

/** Names that can be chosen: venues, and TradingView, which has pages only. */
export const NAMES: readonly string[] = [...PROBES.map(({ id }) => id), TRADING_VIEW];

export interface Wanted {
  names: readonly string[];
  /** Venues that block our region: that says nothing of the others, and is no drift. */
  refusedHere: readonly string[];
}

/** No venue could be reached: there is nothing to report. */
export class Unreachable extends Error {}

type Part = Omit<Report, 'source' | 'atMs'>;

/** Throws Unreachable when no venue's first request was answered. */
export async function run(
  name: string,
  source: Source,
  { names, refusedHere }: Wanted,
  signal: AbortSignal,
): Promise<Report> {
  const atMs = source.now();
  const silence = new AbortController();
  const waiting = new Set(names);
  let isAnswered = false;
  const fetchFor =
    (each: string): Source['fetch'] =>
    async (url, init) => {
      try {
        const response = await source.fetch(url, init);
        isAnswered = true;
        return response;
      } catch (cause) {
        waiting.delete(each);
        if (!isAnswered && waiting.size === 0)
          silence.abort(new Unreachable(whyNot(names, url, cause)));
        throw cause;
      }
    };
  const either = AbortSignal.any([signal, silence.signal]);
  const concurrency = Math.min(source.atOnce, names.length);
  const parts = await pMap(
    names,
    (each) => ask(each, { ...source, fetch: fetchFor(each) }, refusedHere.includes(each), either),
    { concurrency },
  ).catch((error: unknown) => {
    silence.signal.throwIfAborted();
    throw error;
  });
  return {
    source: name,
    atMs,
    checks: parts.flatMap(({ checks }) => checks),
    requests: parts.flatMap(({ requests }) => requests),
    spent: parts.flatMap(({ spent }) => spent),
  };
}

function whyNot(names: readonly string[], url: string, cause: unknown): string {
  const [only] = names;
  const subject = names.length === 1 ? `${only} could not` : 'None of the exchanges could';
  return `${subject} be reached (${new URL(url).host}: ${reasonOf(cause)}). Without a network: npm run probe -- --market`;
}

async function ask(
  name: string,
  source: Source,
  isRefusedHere: boolean,
  signal: AbortSignal,
): Promise<Part> {
  const probe = PROBES.find(({ id }) => id === name);
  const venue = VENUES.find(({ id }) => id === name);
  const part: Part = { checks: [], requests: [], spent: [] };
  if (probe && venue) {
    const { checks, api } = await askApi(probe, venue, source, isRefusedHere, signal);
    Object.assign(part, {
      checks,
      requests: api.exchanges.map((exchange) => ({ venue: name, exchange })),
      spent: api.budget.statement().map((statement) => ({ venue: name, ...statement })),
    });
  }
  const pages = await askPages(name, probe?.site ?? tradingView, source, isRefusedHere, signal);
  return {
    ...part,
    checks: [...part.checks, ...pages.checks],
    requests: [...part.requests, ...pages.exchanges.map((exchange) => ({ venue: name, exchange }))],
  };
}
