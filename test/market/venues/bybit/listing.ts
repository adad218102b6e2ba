/** The venue's contracts at a time, cached until something is announced, listed, closed or delivered. */
import type { World } from '../../world/world';
import { quarterEnds } from '../binance/quarters';
import type { Contract } from './contract';
import { ANNOUNCED_MS, contractsAt } from './contracts';

interface Era {
  key: string;
  contracts: readonly Contract[];
  bySymbol: ReadonlyMap<string, Contract>;
}

export class Listing {
  private era: Era | null = null;

  constructor(readonly world: World) {}

  /** By symbol. */
  at(atMs: number): readonly Contract[] {
    return this.eraAt(atMs).contracts;
  }

  find(symbol: string, atMs: number): Contract | undefined {
    return this.eraAt(atMs).bySymbol.get(symbol);
  }

  private eraAt(atMs: number): Era {
    const begunBy = (ms: number) =>
      this.world.stories.filter(({ startMs }) => startMs <= ms).length;
    const key = `${begunBy(atMs)} ${begunBy(atMs + ANNOUNCED_MS)} ${quarterEnds(atMs, 1).join()}`;
    if (this.era?.key !== key) {
      const contracts = contractsAt(this.world, atMs);
      const bySymbol = new Map(contracts.map((contract) => [contract.symbol, contract]));
      this.era = { key, contracts, bySymbol };
    }
    return this.era;
  }
}
