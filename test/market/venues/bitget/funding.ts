/** Current and past funding. A rate has six decimals and applies to the contract's own period. */
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { valuesAt } from './values';

const HOUR_MS = 3_600_000;
const DEPTH_MS = 90 * 24 * HOUR_MS;
/** The maximum, whatever is requested. */
const MOST_ROWS = 100;

export function rateText(rate: number): string {
  return rate.toFixed(6).replace(/\.?0+$/, '');
}

export function fundingRow(world: World, contract: Contract, nowMs: number) {
  const { symbol, periodHours } = contract;
  const { fundingRate } = valuesAt(world, contract, nowMs);
  return {
    symbol,
    fundingRate: rateText(fundingRate ?? 0),
    fundingRateInterval: String(periodHours),
    nextUpdate: String(nextPaymentMs(contract, nowMs)),
    minFundingRate: '-0.003',
    maxFundingRate: '0.003',
  };
}

/** Rows without a contract in any list: first the venue's own tests, then contracts before their launch. */
export function testRows(nowMs: number) {
  const names = ['RWATESTME', 'BGTESTME', 'RWATESTYOU', ...Array.from('ABCDEFGH', earlyName)];
  return names.map((name) => ({
    symbol: `${name}USDT`,
    fundingRate: '',
    fundingRateInterval: '8',
    nextUpdate: String((Math.floor(nowMs / (8 * HOUR_MS)) + 1) * 8 * HOUR_MS),
    minFundingRate: '',
    maxFundingRate: '',
  }));
}

function earlyName(letter: string): string {
  return `PRE${letter}`;
}

export function periodRow(contract: Contract, nowMs: number) {
  return {
    symbol: contract.symbol,
    nextFundingTime: String(nextPaymentMs(contract, nowMs)),
    ratePeriod: String(contract.periodHours),
  };
}

function nextPaymentMs({ periodHours }: Contract, nowMs: number): number {
  const periodMs = periodHours * HOUR_MS;
  return (Math.floor(nowMs / periodMs) + 1) * periodMs;
}

/** Newest first, in pages; empty after the last page. */
export function payments(
  world: World,
  contract: Contract,
  page: { size: number; number: number },
  nowMs: number,
) {
  const periodMs = contract.periodHours * HOUR_MS;
  const oldestMs = Math.max(contract.launchMs ?? 0, nowMs - DEPTH_MS);
  const size = Math.min(page.size, MOST_ROWS);
  const newestMs = Math.floor(nowMs / periodMs) * periodMs - (page.number - 1) * size * periodMs;
  const rows = [];
  for (let atMs = newestMs; rows.length < size && atMs >= oldestMs; atMs -= periodMs) {
    const { fundingRate } = valuesAt(world, contract, atMs);
    rows.push({
      symbol: contract.symbol,
      fundingRate: rateText(fundingRate ?? 0),
      fundingTime: String(atMs),
    });
  }
  return rows;
}
