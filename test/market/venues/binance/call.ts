/** A question to an endpoint, and the ways in which it can be wrong. */
import type { MarketAnswer } from '../venue';
import { jsonAnswer } from '../venue';
import type { Contract } from './contract';
import type { Listing } from './listing';

export interface Call {
  query: URLSearchParams;
  listing: Listing;
  nowMs: number;
}

/** The contract that the call names. Leftovers that are listed no more are unknown to all but the prices. */
export function contractOf({ query, listing, nowMs }: Call): Contract | MarketAnswer {
  const symbol = query.get('symbol');
  if (symbol === null || symbol === '') return mandatory('symbol');
  const contract = listing.find(symbol, nowMs);
  return contract && !contract.isUnlisted ? contract : refusal(-1121, 'Invalid symbol.');
}

export function isRefusal(value: object): value is MarketAnswer {
  return 'body' in value;
}

export function mandatory(parameter: string): MarketAnswer {
  return refusal(-1102, `Mandatory parameter '${parameter}' is missing or malformed.`);
}

export function invalid(parameter: string): MarketAnswer {
  return refusal(-1130, `Parameter '${parameter}' is not valid.`);
}

export function refusal(code: number, msg: string, status = 400): MarketAnswer {
  return jsonAnswer({ code, msg }, status);
}

/** Null where a whole number is asked for and something else came; `usual` when absent. */
export function wholeNumber(query: URLSearchParams, name: string, usual: number): number | null {
  const text = query.get(name);
  if (text === null || text === '') return usual;
  return /^\d+$/.test(text) ? Number(text) : null;
}
