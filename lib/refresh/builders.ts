/** Markets that others run on a venue: which there are, so that none is mistaken, and, where wanted, what is in them. */
import type { Perp } from '../domain/perp';
import { stopsTheVenue, VenueError } from '../http/venue-error';
import type { BuilderMarket, BuilderMarkets, Snapshot } from '../venues/contract';
import type { RefreshContext, Work } from './context';
import { BudgetSpent, paidCall } from './spending';

interface Known {
  perps: Perp[];
  snapshot: Snapshot;
}

/**
 * The venue's own listing and prices, and those of the builders' markets beside them. One that is lost, or that the budget
 * does not reach this time, keeps its last rows; whose prices are oldest is asked first.
 */
export async function withBuilders(
  context: RefreshContext,
  work: Work,
  stored: readonly Perp[],
  listing: { perps: Perp[]; isNew: boolean },
  snapshot: Snapshot,
): Promise<Known> {
  const { universe, venue, signal } = context;
  const { builders } = venue;
  if (builders === undefined) return { perps: listing.perps, snapshot };
  const isWanted = universe.builderMarkets === true;
  let built = isWanted ? stored.filter(({ symbol }) => builders.marketOf(symbol) !== null) : [];
  let own = marked(
    listing.perps.filter(({ symbol }) => builders.marketOf(symbol) === null),
    new Set(stored.flatMap(({ symbol, sharesName }) => (sharesName ? [symbol] : []))),
  );
  let names = marketsOf(built, builders);
  const errors = [...snapshot.errors];
  if (listing.isNew || (isWanted && names.length === 0)) {
    const markets = await attempt(() =>
      paidCall(context, work, builders.cost, (http) => builders.list(http, signal)),
    );
    if (Array.isArray(markets)) {
      own = marked(own, coinsOf(markets));
      names = markets.map(({ name }) => name);
      built = built.filter(({ symbol }) => names.includes(builders.marketOf(symbol) ?? ''));
    } else if (isWanted && markets instanceof VenueError) errors.push(markets);
  }
  if (!isWanted) return { perps: own, snapshot };

  const parts: Snapshot[] = [];
  for (const name of oldestFirst(names, builders, work)) {
    const part = await attempt(() =>
      paidCall(context, work, builders.cost, (http) => builders.fetch(http, name, signal)),
    );
    if (part instanceof BudgetSpent) break;
    if (part instanceof VenueError) {
      errors.push(part);
      if (stopsTheVenue(part.kind)) break;
      continue;
    }
    built = [...built.filter(({ symbol }) => builders.marketOf(symbol) !== name), ...part.perps];
    parts.push(part);
  }
  const all = [snapshot, ...parts];
  return {
    perps: [...own, ...built],
    snapshot: {
      ...snapshot,
      readings: all.flatMap(({ readings }) => readings),
      openInterest: new Map(all.flatMap(({ openInterest }) => [...openInterest])),
      settled: all.flatMap(({ settled }) => settled),
      errors,
      droppedRows: all.reduce((sum, { droppedRows }) => sum + droppedRows, 0),
    },
  };
}

/** A market of builders is lesser than the venue's own: its trouble, or the end of the budget, is an answer. */
async function attempt<T>(ask: () => Promise<T>): Promise<T | VenueError | BudgetSpent> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof VenueError || error instanceof BudgetSpent) return error;
    throw error;
  }
}

function marked(perps: readonly Perp[], shared: ReadonlySet<string>): Perp[] {
  return perps.map(({ sharesName: _before, ...perp }) =>
    shared.has(perp.symbol) ? { ...perp, sharesName: true } : perp,
  );
}

function coinsOf(markets: readonly BuilderMarket[]): ReadonlySet<string> {
  return new Set(markets.flatMap(({ coins }) => coins));
}

function marketsOf(perps: readonly Perp[], builders: BuilderMarkets): string[] {
  return [...new Set(perps.flatMap(({ symbol }) => builders.marketOf(symbol) ?? []))];
}

function oldestFirst(names: readonly string[], builders: BuilderMarkets, work: Work): string[] {
  const pricedAtMs = new Map<string, number>();
  for (const { perp, reading } of work.board?.standings ?? []) {
    const market = builders.marketOf(perp.symbol);
    if (market !== null) pricedAtMs.set(market, reading?.pricedAtMs ?? 0);
  }
  const ageOf = (name: string) => pricedAtMs.get(name) ?? 0;
  return [...names].sort((a, b) => ageOf(a) - ageOf(b));
}
