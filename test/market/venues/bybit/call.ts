/** A request to an endpoint, and the errors for invalid parameters. */
import type { MarketAnswer } from '../venue';
import type { Contract } from './contract';
import type { Listing } from './listing';
import { invalid, refusal } from './trouble';

export interface Call {
  query: URLSearchParams;
  listing: Listing;
  nowMs: number;
}

/** Contracts of the requested category; spot and options are not simulated. */
export function contractsOf({ query, listing, nowMs }: Call): Contract[] | MarketAnswer {
  const category = query.get('category');
  if (category !== 'linear' && category !== 'inverse') {
    return refusal(10001, 'Illegal category', nowMs);
  }
  return listing.at(nowMs).filter((contract) => contract.category === category);
}

/** The contract named by the request, while it trades or is announced. */
export function contractOf(call: Call): Contract | MarketAnswer {
  const contracts = contractsOf(call);
  if (isRefusal(contracts)) return contracts;
  const symbol = call.query.get('symbol');
  const contract = contracts.find((each) => each.symbol === symbol);
  const isKnown = contract !== undefined && contract.status !== 'Closed';
  return isKnown ? contract : invalid('symbol', call.nowMs);
}

export function isRefusal(value: object): value is MarketAnswer {
  return 'body' in value;
}

/** Null for an invalid number or one out of bounds; `usual` when the parameter is absent. */
export function wholeNumber(
  query: URLSearchParams,
  name: string,
  usual: number,
  most = Number.MAX_SAFE_INTEGER,
): number | null {
  const text = query.get(name);
  if (text === null || text === '') return usual;
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  return number >= 1 && number <= most ? number : null;
}
