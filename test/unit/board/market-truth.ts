/** The market's own values of everything it lists, before any venue formats them: what the boards are compared with. */
import { contractsAt as binanceContracts } from '../../market/venues/binance/contracts';
import { valuesAt as binanceValues } from '../../market/venues/binance/values';
import { contractsAt as bitgetContracts } from '../../market/venues/bitget/contracts';
import { valuesAt as bitgetValues } from '../../market/venues/bitget/values';
import { contractsAt as bybitContracts } from '../../market/venues/bybit/contracts';
import { valuesAt as bybitValues } from '../../market/venues/bybit/values';
import { contractsAt as gateContracts } from '../../market/venues/gate/contracts';
import { valuesAt as gateValues } from '../../market/venues/gate/values';
import { coinsAt, HYPERLIQUID } from '../../market/venues/hyperliquid/coins';
import { contractsAt as okxContracts } from '../../market/venues/okx/contracts';
import { valuesAt as okxValues } from '../../market/venues/okx/values';
import { truthAt } from '../../market/world/at-venue';
import type { World } from '../../market/world/world';

export interface Truth {
  markPrice: number;
  indexPrice: number;
  /** Fraction per 8 h. */
  funding8h: number;
  /** In coins of the asset, whatever unit is listed. */
  baseQty: number;
}

export interface Listed {
  asset: string;
  /** Coins of the asset in one listed coin. */
  units: number;
  at: (atMs: number) => Truth;
}

/** Everything that a venue lists at a time, by symbol. */
type Known = (world: World, nowMs: number) => ReadonlyMap<string, Listed>;

interface Values {
  markPrice: number;
  indexPrice: number;
  fundingRate: number | null;
}

/** Prices are per listed coin at every venue. */
function truth(values: Values, units: number, periodHours: number, listedCoins: number): Truth {
  return {
    markPrice: values.markPrice / units,
    indexPrice: values.indexPrice / units,
    funding8h: ((values.fundingRate ?? 0) * 8) / periodHours,
    baseQty: listedCoins * units,
  };
}

/** The world has no stock indices or currencies: other assets' prices stand in. */
const PLAYED: Record<string, string> = {
  SPX500_USDT: 'SPX500',
  NAS100_USDT: 'NAS100',
  EURUSD_USDT: 'EURUSD',
};

export const MARKET_TRUTH: Readonly<Record<string, Known>> = {
  binance: (world, nowMs) =>
    new Map(
      binanceContracts(world, nowMs).map((contract) => {
        const { symbol, asset, multiplier: units, periodHours, quantityDecimals } = contract;
        const at = (atMs: number) => {
          const values = binanceValues(world, contract, atMs);
          // Quantity steps are coarse for small values.
          const listedCoins = Number(values.openInterest.toFixed(quantityDecimals));
          return truth(values, units, periodHours, listedCoins);
        };
        return [symbol, { asset, units, at }];
      }),
    ),
  bitget: (world, nowMs) =>
    new Map(
      bitgetContracts(world, nowMs).map((contract) => {
        const { symbol, asset, multiplier: units, periodHours } = contract;
        const at = (atMs: number) => {
          const values = bitgetValues(world, contract, atMs);
          return truth(values, units, periodHours, values.openInterest);
        };
        return [symbol, { asset, units, at }];
      }),
    ),
  bybit: (world, nowMs) =>
    new Map(
      bybitContracts(world, nowMs).map((contract) => {
        const { symbol, asset, multiplier: units, periodHours } = contract;
        const at = (atMs: number) => {
          const values = bybitValues(world, contract, atMs);
          // The venue counts both sides; the combined board counts each contract once.
          return truth(values, units, periodHours, values.singleOpenInterest);
        };
        return [symbol, { asset, units, at }];
      }),
    ),
  gate: (world, nowMs) =>
    new Map(
      gateContracts(world, nowMs).map((contract) => {
        const { name, multiplier: units, periodHours, size } = contract;
        const at = (atMs: number) => {
          const values = gateValues(world, contract, atMs);
          return truth(values, units, periodHours, values.contracts * size);
        };
        return [name, { asset: PLAYED[name] ?? contract.asset, units, at }];
      }),
    ),
  hyperliquid: (world, nowMs) =>
    new Map(
      coinsAt(world, nowMs).map(({ name, asset, multiplier: units }) => {
        const at = (atMs: number) => {
          const { indexPrice, basis, funding8h, openInterest } = truthAt(
            world,
            HYPERLIQUID,
            asset,
            atMs,
          );
          return {
            indexPrice,
            markPrice: indexPrice * (1 + basis),
            funding8h,
            baseQty: openInterest,
          };
        };
        return [name, { asset, units, at }];
      }),
    ),
  okx: (world, nowMs) =>
    new Map(
      okxContracts(world, nowMs).map((contract) => {
        const { instId, asset, periodHours } = contract;
        const at = (atMs: number) => {
          const values = okxValues(world, contract, atMs);
          return truth(values, 1, periodHours, values.coins);
        };
        return [instId, { asset, units: 1, at }];
      }),
    ),
};
