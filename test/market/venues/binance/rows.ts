/** Rows of this venue's answers about prices and turnover, field for field, with its decimals. */
import type { World } from '../../world/world';
import { keyOf, unit } from '../../world/noise';
import type { Contract } from './contract';
import { isDated, valuesAt } from './values';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

/** As of the last whole second, as on the real venue. */
export function premiumRow(world: World, contract: Contract, nowMs: number) {
  const atMs = Math.floor(nowMs / SECOND_MS) * SECOND_MS;
  const values = valuesAt(world, contract, atMs);
  const periodMs = contract.periodHours * 3_600_000;
  const hasInterest = !isDated(contract) && contract.quoteAsset !== 'BTC';
  return {
    symbol: contract.symbol,
    markPrice: decimal(values.markPrice),
    indexPrice: decimal(values.indexPrice),
    estimatedSettlePrice: decimal(values.settlePrice),
    lastFundingRate: decimal(values.fundingRate),
    interestRate: decimal(hasInterest ? (0.0001 * contract.periodHours) / 8 : 0),
    nextFundingTime: isDated(contract) ? 0 : (Math.floor(nowMs / periodMs) + 1) * periodMs,
    time: atMs,
  };
}

export function tickerRow(world: World, contract: Contract, nowMs: number) {
  const price = (value: number): string => value.toFixed(contract.priceDecimals);
  const now = valuesAt(world, contract, nowMs);
  const last = lastPrice(world, contract, nowMs);
  const open = lastPrice(world, contract, nowMs - DAY_MS);
  const trades = now.turnover24h > 0 ? Math.round(now.turnover24h / 900) + 12 : 0;
  const key = keyOf(contract.symbol);
  const firstId = 1_000_000 + Math.floor(unit(world.seed, key) * 1e9);
  return {
    symbol: contract.symbol,
    priceChange: price(last - open),
    priceChangePercent: ((last / open - 1) * 100).toFixed(3),
    weightedAvgPrice: price((last + open) / 2),
    lastPrice: price(last),
    lastQty: (12 * unit(world.seed, key, 2)).toFixed(contract.quantityDecimals),
    openPrice: price(open),
    highPrice: price(Math.max(last, open) * (1 + 0.03 * unit(world.seed, key, 3))),
    lowPrice: price(Math.min(last, open) * (1 - 0.03 * unit(world.seed, key, 4))),
    volume: (now.turnover24h / last).toFixed(contract.quantityDecimals),
    quoteVolume: now.turnover24h.toFixed(contract.quoteAsset === 'BTC' ? 8 : 2),
    openTime: nowMs - DAY_MS,
    closeTime: nowMs,
    firstId,
    lastId: firstId + trades,
    count: trades,
  };
}

export function priceRow(world: World, contract: Contract, nowMs: number) {
  const price = lastPrice(world, contract, nowMs).toFixed(contract.priceDecimals);
  return { symbol: contract.symbol, price, time: nowMs };
}

/** Within a few hundredths of a per cent of the mark price. */
function lastPrice(world: World, contract: Contract, atMs: number): number {
  const jitter = contract.settledMs === null ? world.wave(keyOf(contract.symbol), atMs, 7_000) : 0;
  return valuesAt(world, contract, atMs).markPrice * (1 + 0.0002 * jitter);
}

/** Eight decimals, the venue's format of prices and rates. */
function decimal(value: number): string {
  return value.toFixed(8);
}
