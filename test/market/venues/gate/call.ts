/** A request to an endpoint, and the errors for invalid parameters. */
import type { MarketAnswer } from '../venue';
import type { Contract } from './contract';
import type { Listing, Settle } from './listing';
import { missing, unknownContract } from './trouble';

export interface Call {
  query: URLSearchParams;
  settle: Settle;
  /** The last part of the path, if it names a contract. */
  name: string | null;
  listing: Listing;
  nowMs: number;
}

/** The contract named by the request. */
export function contractOf(call: Call): Contract | MarketAnswer {
  const name = call.name ?? call.query.get('contract') ?? '';
  if (name === '') return missing('contract');
  return call.listing.find(name, call.nowMs, call.settle) ?? unknownContract();
}

export function isRefusal(value: object): value is MarketAnswer {
  return 'body' in value;
}

/** Null for an invalid number; `usual` when the parameter is absent. */
export function wholeNumber(query: URLSearchParams, name: string, usual: number): number | null {
  const text = query.get(name);
  if (text === null || text === '') return usual;
  return /^\d+$/.test(text) ? Number(text) : null;
}
