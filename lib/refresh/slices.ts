/**
 * The long part of a refresh, cut into slices of a second or so. A slice stores its spending, asks, and commits what
 * came back together with the rest of the queue, so that a worker that dies repeats at most one slice.
 */
import type { Standing, VenueBoard } from '../domain/board';
import type { OpenInterest } from '../domain/reading';
import type { Commit } from '../history/store';
import type { VenueState } from '../history/records';
import { VenueError } from '../http/venue-error';
import type { Memory, PerSymbol } from '../venues/contract';
import type { Answers } from './ask-many';
import { askMany } from './ask-many';
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
  const newest = new Map<string, OpenInterest>();
  for (const [symbol, all] of answers.good) {
    const samples = all.filter(({ atMs }) => !isOfFuture(atMs, work.state, context.now()));
    answers.good.set(symbol, samples);
    const sample = samples.at(-1);
    const known = openInterestOf(work.board, symbol);
    const latest = known !== null && (!sample || known.atMs >= sample.atMs) ? known : sample;
    if (latest) newest.set(symbol, latest);
  }
  const nowMs = context.now();
  const askedAtMs: Record<string, number> = {};
  for (const symbol of answers.good.keys()) askedAtMs[symbol] = nowMs;
  for (const symbol of answers.failed.keys()) {
    const waitMs = isPassing(answers, symbol) ? RETRY_HISTORY_MS : ASK_AGAIN_MS;
    askedAtMs[symbol] = nowMs - ASK_AGAIN_MS + waitMs;
  }
  await keep(
    context,
    work,
    newest,
    (state) => ({ ...state, historyAskedAtMs: { ...state.historyAskedAtMs, ...askedAtMs } }),
    answers.good,
  );
  if (answers.stop !== null) throw answers.stop;
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
  histories?: Commit['histories'],
): Promise<void> {
  const { store, venue } = context;
  // The histories come first, unannounced: only a symbol that is scored with its history may count as asked.
  if (histories !== undefined) await store.commit({ state: work.state, histories });
  work.state = change(work.state);
  const asOfMs = context.now() + work.state.clockSkewMs;
  const references = await store.lookBack(venue.id, [...samples.keys()], asOfMs);
  const rescore = (standing: Standing): Standing => {
    const sample = samples.get(standing.perp.symbol);
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

function openInterestOf(board: VenueBoard | null, symbol: string): OpenInterest | null {
  return board?.standings.find(({ perp }) => perp.symbol === symbol)?.openInterest ?? null;
}

function isPassing<T>(answers: Answers<T>, symbol: string): boolean {
  return answers.failed.get(symbol)?.kind !== 'refused';
}
