/** The venue's contracts at a time, cached until something is announced, listed, settled or delivered. */
import type { World } from '../../world/world';
import { quarterEnds } from '../binance/quarters';
import type { Contract, Product } from './contract';
import { ANNOUNCED_MS, contractsAt } from './contracts';

interface Era {
  key: string;
  contracts: readonly Contract[];
  bySymbol: ReadonlyMap<string, Contract>;
}

export class Listing {
  private era: Era | null = null;

  constructor(readonly world: World) {}

  at(atMs: number, product?: Product): readonly Contract[] {
    const { contracts } = this.eraAt(atMs);
    return product ? contracts.filter((contract) => contract.product === product) : contracts;
  }

  find(symbol: string, atMs: number): Contract | undefined {
    return this.eraAt(atMs).bySymbol.get(symbol);
  }

  private eraAt(atMs: number): Era {
    const { stories } = this.world;
    const begun = stories.filter(({ startMs }) => startMs <= atMs).length;
    const announced = stories.filter(({ startMs }) => startMs - ANNOUNCED_MS <= atMs).length;
    const key = `${begun} ${announced} ${quarterEnds(atMs, 1).join()}`;
    if (this.era?.key !== key) {
      const contracts = contractsAt(this.world, atMs);
      const bySymbol = new Map(contracts.map((contract) => [contract.symbol, contract]));
      this.era = { key, contracts, bySymbol };
    }
    return this.era;
  }
}

/** Whether it has prices: not before its launch, and not after its end. */
export function isPriced({ status, launchMs }: Contract, atMs: number): boolean {
  return status !== 'offline' && status !== 'listed' && (launchMs ?? 0) <= atMs;
}
