/** A request to an endpoint, and the errors for invalid parameters. */
import type { MarketAnswer } from '../venue';
import type { Contract } from './contract';
import type { Listing } from './listing';
import { mandatory, unknownInstrument } from './trouble';

export interface Call {
  query: URLSearchParams;
  listing: Listing;
  nowMs: number;
}

/** The contract named by the request; announced ones are unknown yet. */
export function contractOf({ query, listing, nowMs }: Call): Contract | MarketAnswer {
  const instId = query.get('instId') ?? '';
  if (instId === '') return mandatory('instId');
  const contract = listing.find(instId, nowMs);
  return contract && contract.state !== 'preopen' ? contract : unknownInstrument();
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
