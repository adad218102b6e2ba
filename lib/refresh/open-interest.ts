/**
 * Open interest of symbols one by one, current and past, in slices of a second or so. A slice stores its cost, sends its requests,
 * and commits the answers together with the rest of the queue: a worker that dies repeats at most one slice. Repeating is
 * idempotent.
 */
import type { PerpState, VenueBoard } from '../domain/board';
import { mapBy } from '../domain/collections';
import type { QuarantinedValue } from '../domain/quarantine';
import type { OpenInterest } from '../domain/reading';
import { MINUTE_MS } from '../domain/time';
import type { Commit } from '../history/store';
import { VenueError } from '../http/venue-error';
import type { OpenInterestHistory, PastOpenInterest, PerSymbol } from '../venues/contract';
import type { RefreshContext, Work } from './context';
import { HISTORY_RETRY_MS } from './plan';
import {
  isFarOff,
  isOfFuture,
  plausibleHistory,
  plausibleOpenInterest,
  withQuarantined,
} from './plausibility';
import { withOpenInterest } from './prices';
import type { Answers } from './requests';
import { askForSymbols } from './requests';
import type { VenueState } from './state';

/** As HISTORY_RETRY_MS, after a transient failure. */
const FAILED_HISTORY_RETRY_MS = 5 * MINUTE_MS;

/** Requests current open interest of `symbols`, the head of the cycle's queue. Rejects when the whole venue failed. */
export async function sweepSlice(
  context: RefreshContext,
  work: Work,
  source: PerSymbol<OpenInterest>,
  symbols: readonly string[],
): Promise<void> {
  const answers = await askForSymbols(context, work, source, symbols);
  const site = { venue: context.venue.id, endpoint: 'open interest' };
  for (const [symbol, { atMs }] of answers.good) {
    if (!isOfFuture(atMs, work.state, context.now())) continue;
    answers.good.delete(symbol);
    answers.failed.set(symbol, new VenueError(site, 'shape', 'dated in the future'));
  }
  await commitSamples(context, work, answers.good, (state) => {
    const { cycle } = state;
    if (cycle === null) return state;
    // A failed symbol goes to the end of the queue once; one that was not requested stays in it.
    const again = [...answers.failed.keys()].filter(
      (symbol) => mayRetry(answers, symbol) && !cycle.retried.includes(symbol),
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

/** Requests the last day of `symbols`. The newest sample is the current open interest where there is no newer one. */
export async function historySlice(
  context: RefreshContext,
  work: Work,
  source: OpenInterestHistory,
  symbols: readonly string[],
): Promise<void> {
  const answers = await askForSymbols(context, work, source, symbols);
  for (const [symbol, samples] of answers.good) {
    const possible = samples.filter(({ atMs }) => !isOfFuture(atMs, work.state, context.now()));
    answers.good.set(symbol, possible);
  }
  const past = plausibleHistories(work, answers.good);
  const newest = new Map<string, OpenInterest>();
  for (const [symbol, { latest }] of past.bySymbol) if (latest) newest.set(symbol, latest);
  const nowMs = context.now();
  const askedAtMs = new Map<string, number>();
  for (const symbol of answers.good.keys()) askedAtMs.set(symbol, nowMs);
  for (const symbol of answers.failed.keys()) {
    const waitMs = mayRetry(answers, symbol) ? FAILED_HISTORY_RETRY_MS : HISTORY_RETRY_MS;
    askedAtMs.set(symbol, nowMs - HISTORY_RETRY_MS + waitMs);
  }
  // The venue's history overrules a sample that contradicts it, until a second one agrees with that.
  work.board = withoutOverruled(work.board, past.overruled);
  await commitSamples(
    context,
    work,
    newest,
    (state) => ({
      ...state,
      doubts: withQuarantined(state.doubts, past.quarantined),
      // Built from entries: a symbol may be called like a property of every object.
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

/**
 * Plausible histories by symbol, each with its current open interest; what of them is quarantined; and symbols whose known open interest
 * the history overrules.
 */
function plausibleHistories(work: Work, good: ReadonlyMap<string, PastOpenInterest[]>) {
  const perpStates = mapBy(work.board?.perpStates ?? [], ({ perp }) => perp.symbol);
  const bySymbol = new Map<string, { samples: PastOpenInterest[]; latest: OpenInterest | null }>();
  const quarantined: QuarantinedValue[] = [];
  const overruled = new Set<string>();
  for (const [symbol, history] of good) {
    const perpState = perpStates.get(symbol);
    const { listedAtMs = null, sameSinceMs = 0 } = perpState?.perp ?? {};
    const markPrice = perpState?.reading?.markPrice ?? null;
    const { samples, setAside } = plausibleHistory(history, listedAtMs, markPrice);
    const known = perpState?.openInterest ?? null;
    const sample = samples.at(-1);
    const isKnownNewer = known !== null && (sample === undefined || known.atMs >= sample.atMs);
    const isOfNow = sample !== undefined && sample.atMs >= sameSinceMs;
    const isOverruled = isOfNow && (!isKnownNewer || isFarOff(known, sample));
    const { atMs } = sample ?? history.at(-1) ?? { atMs: 0 };
    if (setAside > 0) quarantined.push({ symbol, of: 'past', value: setAside, atMs, before: null });
    if (isOverruled) overruled.add(symbol);
    if (isOverruled && isKnownNewer) {
      const before = { value: sample.baseQty, atMs: sample.atMs };
      const { baseQty: value, atMs: knownAtMs } = known;
      quarantined.push({ symbol, of: 'openInterest', value, atMs: knownAtMs, before });
    }
    const latest = isOverruled ? sample : known;
    bySymbol.set(symbol, { samples, latest });
  }
  return { bySymbol, quarantined, overruled };
}

function withoutOverruled(board: VenueBoard | null, symbols: ReadonlySet<string>) {
  if (board === null || symbols.size === 0) return board;
  const perpStates = board.perpStates.map((perpState) =>
    symbols.has(perpState.perp.symbol) ? { ...perpState, openInterest: null } : perpState,
  );
  return { ...board, perpStates };
}

/** Merges plausible samples into the board, and commits it with the changed state; the histories before that. */
async function commitSamples(
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
  // First, since the look-back below reads them; the state that counts these symbols as done follows with their scores.
  if (past !== undefined) {
    await store.commit({ state: work.state, histories: past.histories });
  }
  const perpStates = work.board?.perpStates ?? [];
  const isOverruled = (symbol: string) => past?.overruled.has(symbol) === true;
  const earlier = work.state.doubts.filter(({ symbol }) => !isOverruled(symbol));
  const accepted = plausibleOpenInterest(context, perpStates, samples, earlier);
  const isSettled = ({ of, symbol }: QuarantinedValue) =>
    of === 'openInterest' && samples.has(symbol) && !isOverruled(symbol);
  const quarantined = work.state.doubts.filter((value) => !isSettled(value));
  work.state = change({
    ...work.state,
    doubts: withQuarantined(quarantined, accepted.quarantined),
  });
  const asOfMs = context.now() + work.state.clockSkewMs;
  const sampled = [...accepted.samples.keys()];
  const { openInterest: references } = await store.lookBack(
    venue.id,
    { openInterest: sampled },
    asOfMs,
  );
  const rescore = (perpState: PerpState): PerpState => {
    const sample = accepted.samples.get(perpState.perp.symbol);
    if (sample === undefined) return perpState;
    return withOpenInterest(perpState, sample, references.get(perpState.perp.symbol) ?? [], asOfMs);
  };
  if (work.board === null) return store.commit({ state: work.state });
  const board: VenueBoard = {
    ...work.board,
    asOfMs,
    perpStates: work.board.perpStates.map(rescore),
  };
  work.board = board;
  await store.commit({ state: work.state, board });
}

/** A rejected symbol (`refused`) would be rejected again. */
function mayRetry<T>(answers: Answers<T>, symbol: string): boolean {
  return answers.failed.get(symbol)?.kind !== 'refused';
}
