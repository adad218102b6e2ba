/** Rows of this venue's answers with all their fields. All values are text, also times. */
import { keyOf, unit } from '../../world/noise';
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { indexIdOf } from './contract';
import { valuesAt } from './values';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type MakeRow = (world: World, contract: Contract, nowMs: number) => object;

export const markRow: MakeRow = (world, contract, nowMs) => {
  const { markPrice } = valuesAt(world, contract, nowMs);
  return {
    instType: contract.instType,
    instId: contract.instId,
    markPx: price(contract, markPrice),
    ts: String(nowMs - lag(contract, 200)),
  };
};

export const fundingRow: MakeRow = (world, contract, nowMs) => {
  const periodMs = contract.periodHours * HOUR_MS;
  const fundingMs = (Math.floor(nowMs / periodMs) + 1) * periodMs;
  const { fundingRate } = valuesAt(world, contract, nowMs);
  const last = valuesAt(world, contract, fundingMs - periodMs).fundingRate;
  const bound = contract.periodHours === 8 ? '0.00375' : '0.015';
  return {
    formulaType: 'withRate',
    fundingRate: fundingRate.toFixed(16),
    fundingTime: String(fundingMs),
    impactValue: '20000.0000000000000000',
    instId: contract.instId,
    instType: contract.instType,
    interestRate: ((0.0001 * contract.periodHours) / 8).toFixed(16),
    maxFundingRate: bound,
    method: 'current_period',
    minFundingRate: `-${bound}`,
    nextFundingRate: '',
    nextFundingTime: String(fundingMs + periodMs),
    premium: (fundingRate - 0.0001).toFixed(16),
    prevFundingTime: String(fundingMs - periodMs),
    settFundingRate: last.toFixed(16),
    settState: 'settled',
    ts: String(nowMs - lag(contract, 15_000)),
  };
};

export const openInterestRow: MakeRow = (world, contract, nowMs) => {
  const { contracts, coins, usd } = valuesAt(world, contract, nowMs);
  return {
    instId: contract.instId,
    instType: contract.instType,
    oi: plain(contracts, 10),
    oiCcy: plain(coins, 10),
    oiUsd: plain(usd, 8),
    ts: String(nowMs),
  };
};

export const tickerRow: MakeRow = (world, contract, nowMs) => {
  const now = valuesAt(world, contract, nowMs);
  const last = lastPrice(world, contract, nowMs);
  const open = lastPrice(world, contract, nowMs - DAY_MS);
  const { ctType, ctVal, instType } = contract;
  const coins = now.volume24h;
  const contracts = ctType === 'inverse' ? (coins * last) / ctVal : coins / (ctVal || 1);
  return {
    instType,
    instId: contract.instId,
    last: price(contract, last),
    lastSz: plain(1 + Math.floor(9 * unit(world.seed, keyOf(contract.instId), 5)), 2),
    askPx: price(contract, last * 1.00005),
    askSz: '11',
    bidPx: price(contract, last * 0.99995),
    bidSz: '5',
    open24h: price(contract, open),
    high24h: price(contract, Math.max(last, open) * 1.01),
    low24h: price(contract, Math.min(last, open) * 0.99),
    // In base coins for contracts, in quote currency on spot.
    volCcy24h: plain(instType === 'SPOT' ? coins * last : coins, 4),
    vol24h: plain(instType === 'SPOT' ? coins : contracts, 2),
    sodUtc0: price(contract, open),
    sodUtc8: price(contract, open),
    ts: String(nowMs - lag(contract, 2_000)),
  };
};

export const indexRow: MakeRow = (world, contract, nowMs) => {
  const { indexPrice } = valuesAt(world, contract, nowMs);
  const open = valuesAt(world, contract, nowMs - DAY_MS).indexPrice;
  const text = (value: number) => price(contract, value, 1);
  return {
    instId: indexIdOf(contract),
    idxPx: text(indexPrice),
    high24h: text(Math.max(indexPrice, open) * 1.01),
    sodUtc0: text(open),
    open24h: text(open),
    low24h: text(Math.min(indexPrice, open) * 0.99),
    sodUtc8: text(open),
    ts: String(nowMs - lag(contract, 900)),
  };
};

/** Within a few hundredths of a per cent of the mark price. */
function lastPrice(world: World, contract: Contract, atMs: number): number {
  const jitter = contract.frozenMs === null ? world.wave(keyOf(contract.instId), atMs, 7_000) : 0;
  return valuesAt(world, contract, atMs).markPrice * (1 + 0.0002 * jitter);
}

export function price({ priceDecimals }: Contract, value: number, more = 0): string {
  return plain(value, priceDecimals + more);
}

/** Without trailing zeros, and never with an exponent. */
export function plain(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Rows differ in their times. */
function lag({ instId }: Contract, mostMs: number): number {
  return Math.floor(unit(keyOf(instId), 71) * mostMs);
}
