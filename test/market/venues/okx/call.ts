/** A question to an endpoint, and the ways in which it can be wrong. */
import type { MarketAnswer } from '../venue';
import type { Contract } from './contract';
import type { Listing } from './listing';
import { mandatory, unknownInstrument } from './trouble';

export interface Call {
  query: URLSearchParams;
  listing: Listing;
  nowMs: number;
}

/** The contract that the call names; of those only announced nothing is known yet. */
export function contractOf({ query, listing, nowMs }: Call): Contract | MarketAnswer {
  const instId = query.get('instId') ?? '';
  if (instId === '') return mandatory('instId');
  const contract = listing.find(instId, nowMs);
  return contract && contract.state !== 'preopen' ? contract : unknownInstrument();
}

export function isRefusal(value: object): value is MarketAnswer {
  return 'body' in value;
}

/** Null where a whole number is asked for and something else came; `usual` when absent. */
export function wholeNumber(query: URLSearchParams, name: string, usual: number): number | null {
  const text = query.get(name);
  if (text === null || text === '') return usual;
  return /^\d+$/.test(text) ? Number(text) : null;
}
