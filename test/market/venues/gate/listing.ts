/** The venue's contracts at a time, cached until something is announced, listed or settled. */
import type { World } from '../../world/world';
import type { Contract } from './contract';
import { ANNOUNCED_MS, contractsAt, inverseContract } from './contracts';

export type Settle = 'usdt' | 'btc';

interface Era {
  key: string;
  contracts: readonly Contract[];
  byName: ReadonlyMap<string, Contract>;
}

export class Listing {
  private era: Era | null = null;
  private readonly inverse: readonly Contract[];

  constructor(readonly world: World) {
    this.inverse = [inverseContract(world)];
  }

  at(atMs: number, settle: Settle = 'usdt'): readonly Contract[] {
    return settle === 'btc' ? this.inverse : this.eraAt(atMs).contracts;
  }

  find(name: string, atMs: number, settle: Settle = 'usdt'): Contract | undefined {
    if (settle === 'btc') return this.inverse.find((contract) => contract.name === name);
    return this.eraAt(atMs).byName.get(name);
  }

  private eraAt(atMs: number): Era {
    const begunBy = (ms: number) =>
      this.world.stories.filter(({ startMs }) => startMs <= ms).length;
    const key = `${begunBy(atMs)} ${begunBy(atMs + ANNOUNCED_MS)}`;
    if (this.era?.key !== key) {
      const contracts = contractsAt(this.world, atMs);
      const byName = new Map(contracts.map((contract) => [contract.name, contract]));
      this.era = { key, contracts, byName };
    }
    return this.era;
  }
}
