/** Gate's rows, and its adapter with them as answers. */
import type { Perp } from '../../../lib/domain/perp';
import { gate } from '../../../lib/venues/gate';
import { http, NOW_MS, signal } from './replies';

export { http, NOW_MS, signal };

export const BASE = '/api/v4/futures/usdt/';

export function contract(name: string, change: Record<string, unknown> = {}) {
  return {
    name,
    type: 'direct',
    status: 'trading',
    in_delisting: false,
    is_pre_market: false,
    contract_type: '',
    quanto_multiplier: '0.001',
    funding_interval: 14400,
    funding_next_apply: 1_773_158_400,
    launch_time: 1_600_000_000,
    position_size: 12,
    ...change,
  };
}

export function ticker(name: string, change: Record<string, unknown> = {}) {
  return {
    contract: name,
    last: '100.7',
    total_size: '5000',
    mark_price: '101',
    index_price: '100',
    funding_rate: '0.0001',
    funding_rate_indicative: '0.0007',
    volume_24h_quote: '1234',
    quanto_base_rate: '',
    ...change,
  };
}

export const listingOf = (rows: unknown) => gate.listing.fetch(http(rows), signal);

export async function perpsOf(...names: string[]): Promise<Perp[]> {
  return (await listingOf(names.map((name) => contract(name)))).perps;
}

export async function snapshotOf(
  rows: unknown,
  names = ['A_USDT'],
  date?: string | null,
  atMs?: number,
) {
  return gate.snapshot.fetch(http(rows, date, atMs), await perpsOf(...names), signal);
}

export async function historyOf(rows: unknown, date?: string | null) {
  const [perp] = await perpsOf('A_USDT');
  if (perp === undefined) throw new Error('no contract');
  return gate.openInterestHistory?.fetch(http(rows, date), perp, signal);
}
