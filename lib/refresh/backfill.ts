/**
 * Backfill, the last part of a refresh: open interest for gaps longer than the day that the history slices cover, from
 * when the browser was closed. Requested page by page, newest first, for the first tier, when nothing else waits for
 * the budget. The samples of each symbol are merged under our own in one transaction, before the state counts the
 * symbol as done: a worker that dies repeats at most one slice, which is idempotent. The board does not change.
 */
import { mapBy, shuffled } from '../domain/collections';
import type { BackfillProgress } from './state';
import { startOfDay, DAY_MS, HOUR_MS } from '../domain/time';
import { affordable, affordableAtMs } from '../http/budget';
import { stopsTheVenue } from '../http/venue-error';
import type { OpenInterestHistory, Page } from '../venues/contract';
import type { RefreshContext, Work } from './context';
import { byPriority, firstTier } from './plan';
import { isOfFuture, plausibleHistory } from './plausibility';
import { askForSymbols, syncClocks } from './requests';

const SLICE = 20;
/** Histories reach back a day from their own request, which for the last of them is a while after the gap's end. */
const OVERLAP_MS = HOUR_MS;
/** The longest wait of a refresh that the user requests. */
const MAX_TURN_MS = 20_000;

/** When to go on with the rest, ms on this machine's clock; null: at the next refresh, or nothing is left. */
export async function backfill(context: RefreshContext, work: Work): Promise<number | null> {
  const { venue, signal } = context;
  const source = venue.openInterestHistory;
  if (source === null || work.board === null) return null;
  await lookForGaps(context, work, source);
  const turnEndsMs = context.now() + MAX_TURN_MS;
  for (;;) {
    signal.throwIfAborted();
    const [page] = work.state.past.pages;
    if (page === undefined) return null;
    syncClocks(context, work);
    const nowMs = context.now();
    const oldestMs = nowMs + work.state.clockSkewMs - source.retentionMs;
    const isOfFuturePage = page.fromMs >= nowMs + work.state.clockSkewMs;
    const reached = { fromMs: Math.max(page.fromMs, oldestMs), toMs: page.toMs };
    const symbols =
      !isOfFuturePage && reached.fromMs < page.toMs
        ? await symbolsToBackfill(context, work, page)
        : [];
    if (symbols.length === 0) {
      const { lookedMs, pages } = work.state.past;
      await commitPast(context, work, { lookedMs, pages: pages.slice(1), asked: [], retried: [] });
      continue;
    }
    const { ledger } = work.state;
    const goOnAtMs = affordableAtMs(ledger, venue.budgets, source.cost, nowMs, work.state.stated);
    if (goOnAtMs >= turnEndsMs) return goOnAtMs;
    await context.sleep(goOnAtMs - nowMs, signal);
    const { stated } = work.state;
    const fits = affordable(ledger, venue.budgets, source.cost, context.now(), stated);
    const slice = symbols.slice(0, Math.min(SLICE, fits));
    if (!(await backfillSlice(context, work, source, reached, slice))) return null;
  }
}

/** Once a day, since shorter gaps do not count. Before the first refresh ever there is no gap. */
async function lookForGaps(
  context: RefreshContext,
  work: Work,
  source: OpenInterestHistory,
): Promise<void> {
  const { venue, store } = context;
  const { past } = work.state;
  const nowMs = context.now() + work.state.clockSkewMs;
  if (Math.abs(nowMs - past.lookedMs) < DAY_MS) return;
  // A time in the future comes from a clock that was wrong.
  const lookedMs = Math.min(past.lookedMs, nowMs);
  const fromMs = Math.max(lookedMs, startOfDay(nowMs) - context.historyDays * DAY_MS);
  const gaps = await store.gaps(venue.id, { fromMs, toMs: nowMs, leastMs: DAY_MS });
  const found = gaps
    .filter((gap) => lookedMs > 0 || gap.fromMs > fromMs)
    .reverse()
    .flatMap((gap) => pagesOf(gap, nowMs - DAY_MS + OVERLAP_MS, source));
  await commitPast(context, work, { ...past, lookedMs: nowMs, pages: [...past.pages, ...found] });
}

/** The gap up to `endMs` in pages, newest first. */
function pagesOf(gap: Page, endMs: number, { pageMs }: OpenInterestHistory): Page[] {
  const pages = [];
  for (let toMs = Math.min(gap.toMs, endMs); toMs > gap.fromMs; toMs -= pageMs) {
    pages.push({ fromMs: Math.max(gap.fromMs, toMs - pageMs), toMs });
  }
  return pages;
}

/** Symbols of the first tier that the page still misses, in random order, but those that failed last. */
async function symbolsToBackfill(context: RefreshContext, { board, state }: Work, page: Page) {
  const first = await context.firstSymbols();
  const done = new Set(state.past.asked);
  const isRetried = (symbol: string) => Number(state.past.retried.includes(symbol));
  const tier = firstTier(byPriority(board?.perpStates ?? [], first), first)
    .filter(({ perp }) => !done.has(perp.symbol) && (perp.listedAtMs ?? 0) < page.toMs)
    .map(({ perp }) => perp.symbol);
  return shuffled(tier, context.random).sort((a, b) => isRetried(a) - isRetried(b));
}

/** False when all requests failed: the next refresh tries again. Rejects when the whole venue failed. */
async function backfillSlice(
  context: RefreshContext,
  work: Work,
  source: OpenInterestHistory,
  page: Page,
  symbols: readonly string[],
): Promise<boolean> {
  const { venue, store, signal } = context;
  const pageSource = {
    cost: source.cost,
    fetch: (...[http, perp]: Parameters<OpenInterestHistory['fetch']>) =>
      source.fetch(http, perp, signal, page),
  };
  const { good, failed, stop } = await askForSymbols(context, work, pageSource, symbols);
  const perpStates = mapBy(work.board?.perpStates ?? [], ({ perp }) => perp.symbol);
  for (const [symbol, history] of good) {
    const possible = history.filter(({ atMs }) => !isOfFuture(atMs, work.state, context.now()));
    const { perp, reading } = perpStates.get(symbol) ?? {};
    const price = reading?.markPrice ?? null;
    const { samples } = plausibleHistory(possible, perp?.listedAtMs ?? null, price);
    await store.addBackFilled(venue.id, symbol, samples);
  }
  const { past } = work.state;
  const asked = [...past.asked, ...good.keys()];
  const retried = [...past.retried];
  for (const [symbol, { kind }] of failed) {
    if (stopsTheVenue(kind)) continue;
    // Given up after a second failure, or when the symbol was rejected.
    if (kind === 'refused' || retried.includes(symbol)) asked.push(symbol);
    else retried.push(symbol);
  }
  await commitPast(context, work, { ...past, asked, retried });
  if (stop !== null && stopsTheVenue(stop.kind)) throw stop;
  return stop === null;
}

async function commitPast(
  context: RefreshContext,
  work: Work,
  past: BackfillProgress,
): Promise<void> {
  work.state = { ...work.state, past };
  await context.store.commit({ state: work.state });
}
