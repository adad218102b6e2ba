/** A request to an endpoint, and the errors for invalid parameters. */
import type { MarketAnswer } from '../venue';
import { jsonAnswer } from '../venue';
import type { Contract } from './contract';
import type { Listing } from './listing';

export interface Call {
  query: URLSearchParams;
  listing: Listing;
  nowMs: number;
}

/** The contract named by the request. Delisted leftovers are known to the prices only. */
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

/** Null for an invalid number; `usual` when the parameter is absent. */
export function wholeNumber(query: URLSearchParams, name: string, usual: number): number | null {
  const text = query.get(name);
  if (text === null || text === '') return usual;
  return /^\d+$/.test(text) ? Number(text) : null;
}
