/** Third-party markets on a venue: their names, and, if the user wants them, their listings and prices. */
import type { Perp } from '../domain/perp';
import { stopsTheVenue, VenueError } from '../http/venue-error';
import type { BuilderMarkets, Snapshot } from '../venues/contract';
import type { RefreshContext, Work } from './context';
import { BudgetSpent, budgetedCall } from './requests';

/**
 * The venue's own listing and prices together with those of the third-party markets. A market that fails, or that exceeds the
 * budget, keeps its last rows; the one with the oldest prices goes first.
 */
export async function withBuilderMarkets(
  context: RefreshContext,
  work: Work,
  builders: BuilderMarkets,
  stored: readonly Perp[],
  { listing, snapshot }: { listing: { perps: Perp[]; isNew: boolean }; snapshot: Snapshot },
): Promise<{ perps: Perp[]; snapshot: Snapshot }> {
  const { universe, signal } = context;
  const isWanted = universe.builderMarkets === true;
  let built = isWanted ? stored.filter(({ symbol }) => builders.marketOf(symbol) !== null) : [];
  let own = withSharedNames(
    listing.perps.filter(({ symbol }) => builders.marketOf(symbol) === null),
    new Set(stored.flatMap(({ symbol, sharesName }) => (sharesName ? [symbol] : []))),
  );
  let names = marketsOf(built, builders);
  const errors = [...snapshot.errors];
  if (listing.isNew || (isWanted && names.length === 0)) {
    const markets = await attempt(() =>
      budgetedCall(context, work, builders.cost, (http) => builders.list(http, signal)),
    );
    if (Array.isArray(markets)) {
      own = withSharedNames(own, new Set(markets.flatMap(({ coins }) => coins)));
      names = markets.map(({ name }) => name);
      built = built.filter(({ symbol }) => names.includes(builders.marketOf(symbol) ?? ''));
    } else if (isWanted && markets instanceof VenueError) errors.push(markets);
  }
  if (!isWanted) return { perps: own, snapshot };

  const parts: Snapshot[] = [];
  for (const name of longestWaitingFirst(names, builders, work)) {
    const part = await attempt(() =>
      budgetedCall(context, work, builders.cost, (http) => builders.fetch(http, name, signal)),
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

/** A third-party market's failure, or a spent budget, does not fail the refresh. */
async function attempt<T>(ask: () => Promise<T>): Promise<T | VenueError | BudgetSpent> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof VenueError || error instanceof BudgetSpent) return error;
    throw error;
  }
}

/** Marks perpetuals whose name a third-party market uses, too. */
function withSharedNames(perps: readonly Perp[], shared: ReadonlySet<string>): Perp[] {
  return perps.map(({ sharesName: _before, ...perp }) =>
    shared.has(perp.symbol) ? { ...perp, sharesName: true } : perp,
  );
}

function marketsOf(perps: readonly Perp[], builders: BuilderMarkets): string[] {
  return [...new Set(perps.flatMap(({ symbol }) => builders.marketOf(symbol) ?? []))];
}

function longestWaitingFirst(
  names: readonly string[],
  builders: BuilderMarkets,
  work: Work,
): string[] {
  const pricedAtMs = new Map<string, number>();
  for (const { perp, reading } of work.board?.perpStates ?? []) {
    const market = builders.marketOf(perp.symbol);
    if (market !== null) pricedAtMs.set(market, reading?.pricedAtMs ?? 0);
  }
  const ageOf = (name: string) => pricedAtMs.get(name) ?? 0;
  return [...names].sort((a, b) => ageOf(a) - ageOf(b));
}
