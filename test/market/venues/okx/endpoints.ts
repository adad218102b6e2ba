/** Paths, parameters and limits of this venue's public API. */
import type { Limit, MarketAnswer } from '../venue';
import type { Call } from './call';
import { contractOf, isRefusal } from './call';
import type { Contract } from './contract';
import { indexIdOf } from './contract';
import { instrumentRow } from './instruments';
import { openInterestHistory, openInterestVolume } from './open-interest';
import type { MakeRow } from './rows';
import { fundingRow, indexRow, markRow, openInterestRow, tickerRow } from './rows';
import { data, invalid, mandatory, refusal } from './trouble';

interface Endpoint {
  /** Requests per 2 s. */
  units: number;
  answer: (call: Call) => MarketAnswer;
}

const TYPES = new Set(['SPOT', 'MARGIN', 'SWAP', 'FUTURES', 'OPTION', 'EVENTS']);

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'public/time': { units: 10, answer: ({ nowMs }) => data([{ ts: String(nowMs) }]) },
  'public/instruments': { units: 20, answer: instruments },
  'public/mark-price': { units: 10, answer: (call) => ofType(call, markRow) },
  'public/funding-rate': { units: 10, answer: fundingRates },
  'public/open-interest': { units: 20, answer: (call) => ofType(call, openInterestRow) },
  'market/tickers': { units: 20, answer: (call) => ofType(call, tickerRow) },
  'market/ticker': { units: 20, answer: (call) => ofOne(call, tickerRow) },
  'market/index-tickers': { units: 20, answer: indexTickers },
  'rubik/stat/contracts/open-interest-history': { units: 10, answer: openInterestHistory },
  'rubik/stat/contracts/open-interest-volume': { units: 5, answer: openInterestVolume },
};

/** Limits are per endpoint. */
export const LIMITS: Limit[] = Object.entries(ENDPOINTS).map(([id, { units }]) => ({
  id,
  units,
  windowMs: 2_000,
}));

export function endpointAt(path: string): { limit: string; endpoint: Endpoint } | null {
  const limit = /^\/api\/v5\/(.+)$/.exec(path)?.[1] ?? '';
  const endpoint = ENDPOINTS[limit];
  return endpoint ? { limit, endpoint } : null;
}

function instruments(call: Call): MarketAnswer {
  const { query, listing, nowMs } = call;
  const type = typeOf(call);
  if (isRefusal(type)) return type;
  if (type.name === 'OPTION' && !query.has('instFamily') && !query.has('uly')) {
    return refusal('50015', 'Either parameter uly or instFamily is required', 400);
  }
  return data(wanted(call, listing.at(nowMs, type.name)).map(instrumentRow));
}

function ofType(call: Call, row: MakeRow): MarketAnswer {
  const type = typeOf(call);
  if (isRefusal(type)) return type;
  if (call.query.has('instId')) return ofOne(call, row);
  const contracts = call.listing.at(call.nowMs, type.name);
  return data(wanted(call, contracts).flatMap((each) => rowOf(call, each, row)));
}

function ofOne(call: Call, row: MakeRow): MarketAnswer {
  const contract = contractOf(call);
  return isRefusal(contract) ? contract : data(rowOf(call, contract, row));
}

/** ANY: everything that pays funding, also X-Perps. */
function fundingRates(call: Call): MarketAnswer {
  if (call.query.get('instId') !== 'ANY') return ofOne(call, fundingRow);
  const paying = call.listing
    .at(call.nowMs)
    .filter(({ instType, ruleType }) => instType === 'SWAP' || ruleType === 'xperp');
  return data(paying.flatMap((each) => rowOf(call, each, fundingRow)));
}

/** One row per pair, however many contracts use the index; also for pairs without contracts. */
function indexTickers(call: Call): MarketAnswer {
  const { query, listing, nowMs } = call;
  const quote = query.get('quoteCcy');
  const instId = query.get('instId');
  if (quote === null && instId === null) {
    return refusal('50015', 'Either parameter quoteCcy or instId is required', 400);
  }
  const pairs = new Map<string, Contract>();
  for (const contract of listing.at(nowMs)) {
    const isWanted = instId === null ? contract.quote === quote : indexIdOf(contract) === instId;
    if (isWanted && contract.state !== 'preopen') pairs.set(indexIdOf(contract), contract);
  }
  if (pairs.size === 0) return invalid(instId === null ? 'quoteCcy' : 'instId');
  return data([...pairs.values()].map((each) => indexRow(listing.world, each, nowMs)));
}

function typeOf({ query }: Call): { name: string } | MarketAnswer {
  const name = query.get('instType');
  if (name === null || name === '') return mandatory('instType');
  return TYPES.has(name) ? { name } : invalid('instType');
}

function wanted({ query }: Call, contracts: readonly Contract[]): readonly Contract[] {
  const instId = query.get('instId');
  const pair = query.get('uly');
  return contracts.filter(
    (each) =>
      (instId === null || each.instId === instId) && (pair === null || indexIdOf(each) === pair),
  );
}

/** Empty for an announced contract. */
function rowOf({ listing, nowMs }: Call, contract: Contract, row: MakeRow): object[] {
  return contract.state === 'preopen' ? [] : [row(listing.world, contract, nowMs)];
}
