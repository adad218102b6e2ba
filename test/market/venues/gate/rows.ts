/** Contracts and tickers in this venue's format: prices as text, counts as numbers, times in seconds. */
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { plain } from './contract';
import { valuesAt } from './values';

const DAY_MS = 86_400_000;
/** How long before a payment its field switches to the one after it. */
const JUMPS_EARLY_MS = 45_000;

export type MakeRow = (world: World, contract: Contract, nowMs: number) => object;

export const contractRow: MakeRow = (world, contract, nowMs) => {
  const { name, size, periodHours, status, priceDecimals, hasParts } = contract;
  const values = valuesAt(world, contract, nowMs);
  const isOpen = status !== 'prelaunch';
  const chance = (channel: number): number => unit(world.seed, keyOf(name), channel);
  const periodMs = periodHours * 3_600_000;
  const nextMs = (Math.floor((nowMs + JUMPS_EARLY_MS) / periodMs) + 1) * periodMs;
  const rate = plain(values.fundingRate, 6);
  const tick = plain(10 ** -priceDecimals, priceDecimals);
  const price = (value: number): string => (isOpen ? plain(value, priceDecimals) : '0');
  const launchS = Math.floor(contract.launchMs / 1000);
  const largest = chance(3) < 0.5 ? 1_000_000 : 12_000;
  return {
    funding_rate_indicative: rate,
    mark_price_round: tick,
    funding_offset: 0,
    in_delisting: status === 'delisting' || status === 'delisted',
    risk_limit_base: '500000',
    interest_rate: '0.0003',
    index_price: price(values.indexPrice),
    order_price_round: tick,
    order_size_min: hasParts ? 0 : 1,
    enable_decimal: hasParts,
    ref_rebate_rate: '0.2',
    name,
    ref_discount_rate: '0',
    order_price_deviate: '0.1',
    maintenance_rate: '0.005',
    mark_type: 'index',
    funding_interval: periodHours * 3600,
    type: contract.type,
    risk_limit_step: '499500000',
    enable_bonus: true,
    enable_credit: true,
    leverage_min: '1',
    funding_rate: rate,
    last_price: price(lastPrice(world, contract, nowMs)),
    mark_price: price(values.markPrice),
    order_size_max: hasParts ? String(largest) : largest,
    funding_next_apply: nextMs / 1000,
    short_users: Math.round(20 + 900 * chance(4)),
    config_change_time: launchS,
    create_time: launchS - 3_600,
    trade_size: Math.round(values.contracts * 300),
    position_size: hasParts ? String(values.contracts) : values.contracts,
    long_users: Math.round(20 + 900 * chance(5)),
    quanto_multiplier: plain(size, 10),
    funding_impact_value: '5000',
    leverage_max: '50',
    cross_leverage_default: '10',
    risk_limit_max: '500000000',
    maker_fee_rate: '-0.0001',
    taker_fee_rate: '0.00075',
    orders_limit: 100,
    trade_id: Math.round(1e6 * chance(6)),
    orderbook_id: Math.round(1e9 * chance(7)),
    funding_cap_ratio: '0.75',
    voucher_leverage: '0',
    is_pre_market: contract.isPreMarket,
    status,
    launch_time: launchS,
    enable_circuit_breaker: false,
    funding_rate_limit: '0.02',
    contract_type: contract.contractType,
  };
};

export const tickerRow: MakeRow = (world, contract, nowMs) => {
  const values = valuesAt(world, contract, nowMs);
  const last = lastPrice(world, contract, nowMs);
  const open = lastPrice(world, contract, nowMs - DAY_MS);
  const price = (value: number): string => plain(value, contract.priceDecimals);
  const rate = plain(values.fundingRate, 6);
  const coins = values.turnover / last;
  return {
    contract: contract.name,
    last: price(last),
    change_percentage: ((last / open - 1) * 100).toFixed(4),
    total_size: String(values.contracts),
    volume_24h: plain(contract.size === 0 ? values.turnover : coins / contract.size, 0),
    volume_24h_base: plain(coins, 0),
    volume_24h_quote: plain(values.turnover, 0),
    volume_24h_settle: plain(contract.size === 0 ? coins : values.turnover, 0),
    mark_price: price(values.markPrice),
    funding_rate: rate,
    funding_rate_indicative: rate,
    index_price: price(values.indexPrice),
    quanto_base_rate: '',
    low_24h: price(Math.min(last, open) * 0.99),
    high_24h: price(Math.max(last, open) * 1.01),
    highest_bid: price(last * 0.9999),
    highest_size: '120',
    lowest_ask: price(last * 1.0001),
    lowest_size: '340',
    quanto_multiplier: plain(contract.size, 10),
  };
};

/** Newest first. `t` is the time of payment, a few seconds after the hour. */
export function paymentRow(world: World, contract: Contract, paidMs: number) {
  const { fundingRate } = valuesAt(world, contract, paidMs);
  return { t: paidMs / 1000 + 2, r: plain(fundingRate, 6) };
}

/** Near the mark price. */
function lastPrice(world: World, contract: Contract, atMs: number): number {
  const jitter = world.wave(keyOf(contract.name), atMs, 7_000);
  return valuesAt(world, contract, atMs).markPrice * (1 + 0.00015 * jitter);
}
