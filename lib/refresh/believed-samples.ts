/** Open interest held against what the board knows. Pure. */
import type { Standing } from '../domain/board';
import type { Doubt } from '../domain/doubt';
import type { OpenInterest } from '../domain/reading';
import type { Venue } from '../venues/contract';
import { doubtsBySymbol, judgeOpenInterest, othersOf } from './belief';

/** Of `samples` of symbols on the board, those that are believed; and what is set aside of them now. */
export function believedSamples(
  { venue }: { venue: Pick<Venue, 'listing'> },
  standings: readonly Standing[],
  samples: ReadonlyMap<string, OpenInterest>,
  earlier: readonly Doubt[],
): { samples: ReadonlyMap<string, OpenInterest>; doubts: Doubt[] } {
  const isOfContracts = venue.listing.states?.contractSizes === true;
  const othersUsd = othersOf(
    standings.map(({ perp, reading, openInterest }) => {
      const { coins } = openInterest ?? samples.get(perp.symbol) ?? { coins: null };
      const price = reading?.markPrice ?? null;
      return [perp.symbol, coins === null || price === null ? null : coins * price] as const;
    }),
  );
  const before = doubtsBySymbol(earlier);
  const believed = new Map<string, OpenInterest>();
  const doubts: Doubt[] = [];
  for (const { perp, reading, openInterest } of standings) {
    const { symbol } = perp;
    const sample = samples.get(symbol);
    if (sample === undefined) continue;
    const scale = {
      markPrice: reading?.markPrice ?? null,
      pricedAtMs: reading?.pricedAtMs ?? null,
      othersUsd: openInterest === null ? othersUsd(symbol) : null,
      isOfContracts,
    };
    const verdict = judgeOpenInterest(
      symbol,
      sample,
      openInterest,
      before.get(symbol) ?? [],
      scale,
    );
    if (verdict.isBelieved) believed.set(symbol, sample);
    else doubts.push(verdict.doubt);
  }
  return { samples: believed, doubts };
}
