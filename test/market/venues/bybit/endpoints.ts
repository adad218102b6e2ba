/** Paths and parameters of this venue's public API. All requests count for one limit. */
import type { MarketAnswer } from '../venue';
import type { Call } from './call';
import { contractOf, contractsOf, isRefusal, wholeNumber } from './call';
import { instrumentRow } from './instruments';
import { fundingHistory, openInterestHistory } from './open-interest';
import { tickerRow } from './rows';
import { invalid, ok } from './trouble';

type Endpoint = (call: Call) => MarketAnswer;

const USUAL_ROWS = 500;
const MOST_ROWS = 1000;
const STATUSES = new Set(['Trading', 'PreLaunch', 'Delivering', 'Closed']);

export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/v5/market/time': ({ nowMs }) =>
    ok({ timeSecond: String(Math.floor(nowMs / 1000)), timeNano: `${nowMs}000000` }, nowMs),
  '/v5/market/instruments-info': instruments,
  '/v5/market/tickers': tickers,
  '/v5/market/open-interest': openInterestHistory,
  '/v5/market/funding/history': fundingHistory,
};

/** Those that trade, unless other statuses are requested; in pages, by symbol. */
function instruments(call: Call): MarketAnswer {
  const { query, nowMs, listing } = call;
  const contracts = contractsOf(call);
  if (isRefusal(contracts)) return contracts;
  const limit = wholeNumber(query, 'limit', USUAL_ROWS, MOST_ROWS);
  if (limit === null) return invalid('limit', nowMs);
  const status = query.get('status') ?? 'Trading';
  if (!STATUSES.has(status)) return invalid('status', nowMs);
  const symbol = query.get('symbol');
  const after = /last=(.*)$/.exec(decodeURIComponent(query.get('cursor') ?? ''))?.[1] ?? '';
  const wanted = contracts.filter(
    (each) =>
      each.symbol > after && (symbol === null ? each.status === status : each.symbol === symbol),
  );
  const page = wanted.slice(0, limit);
  const nextPageCursor =
    page.length < wanted.length
      ? encodeURIComponent(`first=${page[0]?.symbol}&last=${page.at(-1)?.symbol}`)
      : '';
  const list = page.map((contract) => instrumentRow(contract, listing.world.seed));
  return ok({ category: query.get('category'), list, nextPageCursor }, nowMs);
}

/** Announced contracts have prices too; closed ones have none. */
function tickers(call: Call): MarketAnswer {
  const { query, nowMs, listing } = call;
  const one = query.has('symbol') ? contractOf(call) : null;
  const contracts = one === null ? contractsOf(call) : isRefusal(one) ? one : [one];
  if (isRefusal(contracts)) return contracts;
  const list = contracts
    .filter(({ status }) => status !== 'Closed')
    .map((contract) => tickerRow(listing.world, contract, nowMs));
  return ok({ category: query.get('category'), list }, nowMs);
}
