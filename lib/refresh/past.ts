/**
 * The last part of a refresh: what nobody recorded while the browser was closed for more than the day that histories bring back.
 * It is asked for page by page, the newest first, for the first tier of symbols, when nothing else waits for the budget. What
 * comes back is laid into the history under whatever is our own, a transaction a symbol, before the state says that it was
 * asked for: a worker that dies repeats at most one slice, and laying the same again changes nothing. Boards are not touched.
 */
import { mapBy } from '../domain/map-by';
import type { BackfillProgress } from './state';
import { shuffled } from '../domain/shuffled';
import { affordable, affordableAtMs } from '../http/budget';
import { stopsTheVenue } from '../http/venue-error';
import type { Memory, Page } from '../venues/contract';
import { believedPast } from './belief';
import { isOfFuture, keepTime } from './clocks';
import type { RefreshContext, Work } from './context';
import { byPriority, firstTier } from './plan';
import { askPaid } from './slices';
import { DAY_MS, HOUR_MS, startOfDay } from '../domain/time';

const SLICE = 20;
/** Histories reach back a day from when they were asked for, which for the last of them is a while after the gap's end. */
const OVERLAP_MS = HOUR_MS;
/** What a person asks for meanwhile waits no longer than this for its turn. */
const TURN_MS = 20_000;

/** When to come back for the rest, on this machine's clock; null: with the next refresh, or there is none. */
export async function askPast(context: RefreshContext, work: Work): Promise<number | null> {
  const { venue, signal } = context;
  const memory = venue.openInterestHistory;
  if (memory === null || work.board === null) return null;
  await lookForGaps(context, work, memory);
  const turnEndsMs = context.now() + TURN_MS;
  for (;;) {
    signal.throwIfAborted();
    const [page] = work.state.past.pages;
    if (page === undefined) return null;
    keepTime(context, work);
    const nowMs = context.now();
    const oldestMs = nowMs + work.state.clockSkewMs - memory.reachMs;
    const isToCome = page.fromMs >= nowMs + work.state.clockSkewMs;
    const reached = { fromMs: Math.max(page.fromMs, oldestMs), toMs: page.toMs };
    const symbols =
      !isToCome && reached.fromMs < page.toMs ? await symbolsOf(context, work, page) : [];
    if (symbols.length === 0) {
      const { lookedMs, pages } = work.state.past;
      await keepPast(context, work, { lookedMs, pages: pages.slice(1), asked: [], retried: [] });
      continue;
    }
    const { ledger } = work.state;
    const goOnAtMs = affordableAtMs(ledger, venue.budgets, memory.cost, nowMs, work.state.stated);
    if (goOnAtMs >= turnEndsMs) return goOnAtMs;
    await context.sleep(goOnAtMs - nowMs, signal);
    const { stated } = work.state;
    const fits = affordable(ledger, venue.budgets, memory.cost, context.now(), stated);
    const slice = symbols.slice(0, Math.min(SLICE, fits));
    if (!(await pastSlice(context, work, memory, reached, slice))) return null;
  }
}

/** Once a day: a gap that counts is longer. What was before the very first refresh was not missed. */
async function lookForGaps(context: RefreshContext, work: Work, memory: Memory): Promise<void> {
  const { venue, store } = context;
  const { past } = work.state;
  const nowMs = context.now() + work.state.clockSkewMs;
  if (Math.abs(nowMs - past.lookedMs) < DAY_MS) return;
  // A time of the future is left of a clock that was wrong.
  const lookedMs = Math.min(past.lookedMs, nowMs);
  const fromMs = Math.max(lookedMs, startOfDay(nowMs) - context.historyDays * DAY_MS);
  const gaps = await store.gaps(venue.id, { fromMs, toMs: nowMs, leastMs: DAY_MS });
  const found = gaps
    .filter((gap) => lookedMs > 0 || gap.fromMs > fromMs)
    .reverse()
    .flatMap((gap) => pagesOf(gap, nowMs - DAY_MS + OVERLAP_MS, memory));
  await keepPast(context, work, { ...past, lookedMs: nowMs, pages: [...past.pages, ...found] });
}

/** The part of a gap before `endMs` that the venue remembers, newest first. */
function pagesOf(gap: Page, endMs: number, { pageMs }: Memory): Page[] {
  const pages = [];
  for (let toMs = Math.min(gap.toMs, endMs); toMs > gap.fromMs; toMs -= pageMs) {
    pages.push({ fromMs: Math.max(gap.fromMs, toMs - pageMs), toMs });
  }
  return pages;
}

/** Those of the first tier that are still to be asked for the page, in no order; those that failed come last. */
async function symbolsOf(context: RefreshContext, { board, state }: Work, page: Page) {
  const first = await context.firstSymbols();
  const done = new Set(state.past.asked);
  const isRetried = (symbol: string) => Number(state.past.retried.includes(symbol));
  const tier = firstTier(byPriority(board?.standings ?? [], first), first)
    .filter(({ perp }) => !done.has(perp.symbol) && (perp.listedAtMs ?? 0) < page.toMs)
    .map(({ perp }) => perp.symbol);
  return shuffled(tier, context.random).sort((a, b) => isRetried(a) - isRetried(b));
}

/** False when the venue does not answer just now, though nothing forbids asking it: the next refresh tries again. */
async function pastSlice(
  context: RefreshContext,
  work: Work,
  memory: Memory,
  page: Page,
  symbols: readonly string[],
): Promise<boolean> {
  const { venue, store, signal } = context;
  const source = {
    cost: memory.cost,
    fetch: (...[http, perp]: Parameters<Memory['fetch']>) => memory.fetch(http, perp, signal, page),
  };
  const { good, failed, stop } = await askPaid(context, work, source, symbols);
  const standings = mapBy(work.board?.standings ?? [], ({ perp }) => perp.symbol);
  for (const [symbol, told] of good) {
    const known = told.filter(({ atMs }) => !isOfFuture(atMs, work.state, context.now()));
    const { perp, reading } = standings.get(symbol) ?? {};
    const price = reading?.markPrice ?? null;
    const { samples } = believedPast(known, perp?.listedAtMs ?? null, price);
    await store.addBackFilled(venue.id, symbol, samples);
  }
  const { past } = work.state;
  const asked = [...past.asked, ...good.keys()];
  const retried = [...past.retried];
  for (const [symbol, { kind }] of failed) {
    if (stopsTheVenue(kind)) continue;
    // A second failure lets it go, and so does a refusal, which would be the same the next time.
    if (kind === 'refused' || retried.includes(symbol)) asked.push(symbol);
    else retried.push(symbol);
  }
  await keepPast(context, work, { ...past, asked, retried });
  if (stop !== null && stopsTheVenue(stop.kind)) throw stop;
  return stop === null;
}

async function keepPast(
  context: RefreshContext,
  work: Work,
  past: BackfillProgress,
): Promise<void> {
  work.state = { ...work.state, past };
  await context.store.commit({ state: work.state });
}
