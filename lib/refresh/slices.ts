/**
 * The long part of a refresh, cut into slices of a second or so. A slice stores its spending, asks, and commits what
 * came back together with the rest of the queue, so that a worker that dies repeats at most one slice.
 */
import type { Standing, VenueBoard } from '../domain/board';
import type { Doubt } from '../domain/doubt';
import { mapBy } from '../domain/map-by';
import type { OpenInterest } from '../domain/reading';
import type { Commit } from '../history/store';
import type { VenueState } from './state';
import { VenueError } from '../http/venue-error';
import type { Memory, PastOpenInterest, PerSymbol } from '../venues/contract';
import type { Answers } from './ask-many';
import { askMany } from './ask-many';
import { believedPast, isFarOff, withDoubts } from './belief';
import { believedSamples } from './believed-samples';
import type { RefreshContext, Work } from './context';
import { isOfFuture } from './clocks';
import { withOpenInterest } from './inputs';
import { ASK_AGAIN_MS } from './plan';
import { listeningClient, withSpending } from './spending';

/** Symbols whose history could not be had for a passing reason are asked again after this. */
const RETRY_HISTORY_MS = 300_000;

/** Current open interest of `symbols`, the head of the cycle's queue. */
export async function sweepSlice(
  context: RefreshContext,
  work: Work,
  source: PerSymbol<OpenInterest>,
  symbols: readonly string[],
): Promise<void> {
  const answers = await askPaid(context, work, source, symbols);
  const site = { venue: context.venue.id, endpoint: 'open interest' };
  for (const [symbol, { atMs }] of answers.good) {
    if (!isOfFuture(atMs, work.state, context.now())) continue;
    answers.good.delete(symbol);
    answers.failed.set(symbol, new VenueError(site, 'shape', 'dated in the future'));
  }
  await keep(context, work, answers.good, (state) => {
    const { cycle } = state;
    if (cycle === null) return state;
    // What failed goes to the end of the queue once; what was not sent stays in it.
    const again = [...answers.failed.keys()].filter(
      (symbol) => isPassing(answers, symbol) && !cycle.retried.includes(symbol),
    );
    const asked = new Set([...answers.good.keys(), ...answers.failed.keys()]);
    const left = cycle.queue.filter((symbol) => !asked.has(symbol));
    const lost = answers.failed.size - again.length;
    return {
      ...state,
      droppedRows: state.droppedRows + lost,
      cycle: { ...cycle, queue: [...left, ...again], retried: [...cycle.retried, ...again] },
    };
  });
  if (answers.stop !== null) throw answers.stop;
}

/** The past day of `symbols`. Its newest sample also serves as current open interest where there is none younger. */
export async function historySlice(
  context: RefreshContext,
  work: Work,
  source: Memory,
  symbols: readonly string[],
): Promise<void> {
  const answers = await askPaid(context, work, source, symbols);
  for (const [symbol, told] of answers.good) {
    const come = told.filter(({ atMs }) => !isOfFuture(atMs, work.state, context.now()));
    answers.good.set(symbol, come);
  }
  const past = believedPasts(work, answers.good);
  const newest = new Map<string, OpenInterest>();
  for (const [symbol, { latest }] of past.bySymbol) if (latest) newest.set(symbol, latest);
  const nowMs = context.now();
  const askedAtMs = new Map<string, number>();
  for (const symbol of answers.good.keys()) askedAtMs.set(symbol, nowMs);
  for (const symbol of answers.failed.keys()) {
    const waitMs = isPassing(answers, symbol) ? RETRY_HISTORY_MS : ASK_AGAIN_MS;
    askedAtMs.set(symbol, nowMs - ASK_AGAIN_MS + waitMs);
  }
  // What the venue remembers overrules a sample that does not go with it, until a second one does.
  work.board = withoutOverruled(work.board, past.overruled);
  await keep(
    context,
    work,
    newest,
    (state) => ({
      ...state,
      doubts: withDoubts(state.doubts, past.doubts),
      // Entries, not keys: a symbol can have the name of something that every object has.
      historyAskedAtMs: Object.fromEntries([
        ...Object.entries(state.historyAskedAtMs),
        ...askedAtMs,
      ]),
    }),
    {
      histories: new Map([...past.bySymbol].map(([symbol, { samples }]) => [symbol, samples])),
      overruled: past.overruled,
    },
  );
  if (answers.stop !== null) throw answers.stop;
}

/** What venues remember, as far as it is believed; the latest sample of each symbol, and what is set aside. */
function believedPasts(work: Work, good: ReadonlyMap<string, PastOpenInterest[]>) {
  const standings = mapBy(work.board?.standings ?? [], ({ perp }) => perp.symbol);
  const bySymbol = new Map<string, { samples: PastOpenInterest[]; latest: OpenInterest | null }>();
  const doubts: Doubt[] = [];
  const overruled = new Set<string>();
  for (const [symbol, told] of good) {
    const standing = standings.get(symbol);
    const { listedAtMs = null, sameSinceMs = 0 } = standing?.perp ?? {};
    const markPrice = standing?.reading?.markPrice ?? null;
    const { samples, setAside } = believedPast(told, listedAtMs, markPrice);
    const known = standing?.openInterest ?? null;
    const sample = samples.at(-1);
    const isKnownNewer = known !== null && (sample === undefined || known.atMs >= sample.atMs);
    const isOfNow = sample !== undefined && sample.atMs >= sameSinceMs;
    const isOverruled = isOfNow && (!isKnownNewer || isFarOff(known, sample));
    const { atMs } = sample ?? told.at(-1) ?? { atMs: 0 };
    if (setAside > 0) doubts.push({ symbol, of: 'past', value: setAside, atMs, before: null });
    if (isOverruled) overruled.add(symbol);
    if (isOverruled && isKnownNewer) {
      const before = { value: sample.coins, atMs: sample.atMs };
      const { coins: value, atMs: knownAtMs } = known;
      doubts.push({ symbol, of: 'openInterest', value, atMs: knownAtMs, before });
    }
    const latest = isOverruled ? sample : known;
    bySymbol.set(symbol, { samples, latest });
  }
  return { bySymbol, doubts, overruled };
}

function withoutOverruled(board: VenueBoard | null, symbols: ReadonlySet<string>) {
  if (board === null || symbols.size === 0) return board;
  const standings = board.standings.map((standing) =>
    symbols.has(standing.perp.symbol) ? { ...standing, openInterest: null } : standing,
  );
  return { ...board, standings };
}

/** Stores what asking for `symbols` will cost, then asks for those of them that are on the board. */
export async function askPaid<T>(
  context: RefreshContext,
  work: Work,
  source: PerSymbol<T>,
  symbols: readonly string[],
): Promise<Answers<T>> {
  const { ledger } = work.state;
  const { stated: before } = work.state;
  work.state = withSpending(work.state, context, source.cost, symbols.length);
  await context.store.commit({ state: work.state });
  const http = listeningClient(context, work, source.cost);
  const perpOf = new Map(work.board?.standings.map(({ perp }) => [perp.symbol, perp]));
  const perps = symbols.flatMap((symbol) => perpOf.get(symbol) ?? []);
  const answers = await askMany(perps, (perp) => source.fetch(http, perp, context.signal));
  // Counted again from now, when the last of them has certainly been sent: the window must not end too early. What was said
  // meanwhile has them in it.
  const sent = answers.good.size + answers.failed.size;
  const stated = Object.entries(work.state.stated ?? {}).map(([id, said]) =>
    said === before?.[id]
      ? ([id, said] as const)
      : ([id, { ...said, atMs: context.now() }] as const),
  );
  work.state = withSpending({ ...work.state, ledger }, context, source.cost, sent);
  work.state = { ...work.state, stated: Object.fromEntries(stated) };
  return answers;
}

/** Scores the symbols with new open interest and commits them, the histories and the new state together. */
async function keep(
  context: RefreshContext,
  work: Work,
  samples: ReadonlyMap<string, OpenInterest>,
  change: (state: VenueState) => VenueState,
  past?: {
    histories: NonNullable<Commit<VenueState>['histories']>;
    overruled: ReadonlySet<string>;
  },
): Promise<void> {
  const { store, venue } = context;
  // The histories come first, unannounced: only a symbol that is scored with its history may count as asked.
  if (past !== undefined) {
    await store.commit({ state: work.state, histories: past.histories });
  }
  const standings = work.board?.standings ?? [];
  const isOverruled = (symbol: string) => past?.overruled.has(symbol) === true;
  const earlier = work.state.doubts.filter(({ symbol }) => !isOverruled(symbol));
  const believed = believedSamples(context, standings, samples, earlier);
  const isSettled = ({ of, symbol }: Doubt) =>
    of === 'openInterest' && samples.has(symbol) && !isOverruled(symbol);
  const doubts = work.state.doubts.filter((doubt) => !isSettled(doubt));
  work.state = change({ ...work.state, doubts: withDoubts(doubts, believed.doubts) });
  const asOfMs = context.now() + work.state.clockSkewMs;
  const references = await store.lookBack(venue.id, [...believed.samples.keys()], asOfMs);
  const rescore = (standing: Standing): Standing => {
    const sample = believed.samples.get(standing.perp.symbol);
    if (sample === undefined) return standing;
    return withOpenInterest(standing, sample, references.get(standing.perp.symbol) ?? [], asOfMs);
  };
  if (work.board === null) return store.commit({ state: work.state });
  const board: VenueBoard = {
    ...work.board,
    asOfMs,
    standings: work.board.standings.map(rescore),
  };
  work.board = board;
  await store.commit({ state: work.state, board });
}

function isPassing<T>(answers: Answers<T>, symbol: string): boolean {
  return answers.failed.get(symbol)?.kind !== 'refused';
}
