/** The venue's instruments at a time, cached until something is announced, listed, settled or delivered. */
import type { World } from '../../world/world';
import { quarterEnds } from '../binance/quarters';
import type { Contract } from './contract';
import { contractsAt } from './contracts';

interface Era {
  key: string;
  contracts: readonly Contract[];
  byId: ReadonlyMap<string, Contract>;
}

const HOUR_MS = 3_600_000;

export class Listing {
  private era: Era | null = null;

  constructor(readonly world: World) {}

  at(atMs: number, instType?: string): readonly Contract[] {
    const { contracts } = this.eraAt(atMs);
    return instType ? contracts.filter((contract) => contract.instType === instType) : contracts;
  }

  find(instId: string, atMs: number): Contract | undefined {
    return this.eraAt(atMs).byId.get(instId);
  }

  private eraAt(atMs: number): Era {
    const { stories } = this.world;
    const begun = stories.filter(({ startMs }) => startMs <= atMs).length;
    const announced = stories.filter(({ startMs }) => startMs - HOUR_MS <= atMs).length;
    const key = `${begun} ${announced} ${quarterEnds(atMs, 1).join()}`;
    if (this.era?.key !== key) {
      const contracts = contractsAt(this.world, atMs);
      const byId = new Map(contracts.map((contract) => [contract.instId, contract]));
      this.era = { key, contracts, byId };
    }
    return this.era;
  }
}
