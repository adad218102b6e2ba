/**
 * A venue's state across restarts of the worker, which can die at any time: everything that a refresh needs to resume.
 * How it is parsed when its record is damaged, and corrected when this machine's clock was wrong.
 */
import type { QuarantinedValue } from '../domain/quarantine';
import { QUARANTINABLE } from '../domain/quarantine';
import type { Universe } from '../domain/perp';
import { DAY_MS } from '../domain/time';
import type { VenueId } from '../domain/venue';
import type { Collecting, Trouble } from '../domain/venue-status';
import { TROUBLE_KINDS } from '../domain/venue-status';
import type { Budget, Ledger, Statements } from '../http/budget';
import * as z from '../schema';

/** A refresh in progress, from which a new worker resumes. */
export interface Cycle {
  /** On this machine's clock. */
  startedAtMs: number;
  /** Symbols whose open interest is still to be requested, in order. */
  queue: string[];
  /** How many there were at the start. */
  wanted: number;
  /** Symbols that failed once and are queued again; after a second failure they wait for the next refresh. */
  retried: string[];
}

/** The backfill of long gaps: what is still to be requested; see lib/refresh/backfill.ts. */
export interface BackfillProgress {
  /** When gaps were last looked for, on the exchange's clock: those that began before are known. 0: never. */
  lookedMs: number;
  /** Ranges of one request each, in order; the first is in progress. */
  pages: { fromMs: number; toMs: number }[];
  /** Symbols that are done with the first page, and those that failed once. */
  asked: string[];
  retried: string[];
}

/** The same time on two clocks, ms. */
export interface Clocks {
  wallMs: number;
  /** Monotonic, from an arbitrary start; lasts as long as the browser's process. */
  steadyMs: number;
}

/** One record per venue. Times are ms on this machine's clock unless stated otherwise. */
export interface VenueState {
  venue: VenueId;
  cycle: Cycle | null;
  /** When the last refresh began and was completed, on this machine's clock. */
  startedAtMs: number | null;
  refreshedAtMs: number | null;
  /** The universe of the last refresh; when the user's differs, a refresh is due at once. */
  universe: Universe | null;
  /** When the list of perpetuals was read. */
  listedAtMs: number | null;
  trouble: Trouble | null;
  /** Consecutive failed refreshes, for the back-off. */
  failures: number;
  droppedRows: number;
  /** Quarantined values; see lib/refresh/plausibility.ts. */
  doubts: readonly QuarantinedValue[];
  /** The venue's clock minus this machine's. */
  clockSkewMs: number;
  /** The one of the venue's origins that answered last; null: the first. */
  origin: string | null;
  /**
   * For venues without a history endpoint: when each window of open interest, in order, is covered by our own samples.
   * Else null.
   */
  collecting: Collecting | null;
  ledger: Ledger;
  /** The venue's last statements of how much of its limits this IP address has used. */
  stated?: Statements;
  /** Since when those have kept us from requesting prices; null: they do not. */
  heldSinceMs?: number | null;
  /** Both clocks when the budget was last checked; see syncClocks() in lib/refresh/requests.ts. */
  clocks?: Clocks;
  /** A clock skew stated by one answer and not yet confirmed by a second; null: none. */
  skewSeenMs?: number | null;
  /** Our own limits, so that pages can show the use without the venues' code. */
  budgets: readonly Budget[];
  /** When a symbol's history was last requested. Dropped after an hour. */
  historyAskedAtMs: Record<string, number>;
  past: BackfillProgress;
}

export function newVenueState(venue: VenueId): VenueState {
  return {
    venue,
    cycle: null,
    startedAtMs: null,
    refreshedAtMs: null,
    universe: null,
    listedAtMs: null,
    trouble: null,
    failures: 0,
    droppedRows: 0,
    doubts: [],
    clockSkewMs: 0,
    origin: null,
    collecting: null,
    ledger: {},
    budgets: [],
    historyAskedAtMs: {},
    past: { lookedMs: 0, pages: [], asked: [], retried: [] },
  };
}

const time = z.number();
const timeOrNull = z.nullable(time);
const count = z.int().check(z.gte(0));
const text = z.string();
const texts = z.array(text);
const universe = z.looseObject({
  quoteAssets: texts,
  tokenised: z.boolean(),
  builderMarkets: z.optional(z.boolean()),
});
const trouble = z.looseObject({
  kind: z.enum(TROUBLE_KINDS),
  detail: text,
  sinceMs: time,
  retryAtMs: timeOrNull,
});
const budget = z.looseObject({ id: text, ceiling: time, windowMs: time });
const spending = z.looseObject({ atMs: time, units: time.check(z.gte(0)) });
const cycle = z.looseObject({ startedAtMs: time, queue: texts, wanted: count, retried: texts });
const page = z.looseObject({ fromMs: time, toMs: time });
const past = z.looseObject({ lookedMs: time, pages: z.array(page), asked: texts, retried: texts });
const quarantinedValue = z.looseObject({
  symbol: text,
  of: z.enum(QUARANTINABLE),
  value: time,
  atMs: time,
  before: z.nullable(z.looseObject({ value: time, atMs: time })),
});
const statement = z.looseObject({ used: time, limit: time, windowMs: time, atMs: time });
const collecting = z.array(z.looseObject({ windowMs: time, readyAtMs: timeOrNull }));

/** Other fields are taken as they are. */
const stateFields = {
  venue: text,
  cycle: z.nullable(cycle),
  startedAtMs: timeOrNull,
  refreshedAtMs: timeOrNull,
  universe: z.nullable(universe),
  listedAtMs: timeOrNull,
  trouble: z.nullable(trouble),
  failures: count,
  droppedRows: count,
  doubts: z.array(quarantinedValue),
  clockSkewMs: time,
  skewSeenMs: z.optional(timeOrNull),
  clocks: z.optional(z.looseObject({ wallMs: time, steadyMs: time })),
  stated: z.optional(z.record(text, statement)),
  heldSinceMs: z.optional(timeOrNull),
  origin: z.nullable(text),
  collecting: z.nullable(collecting),
  ledger: z.record(text, z.array(spending)),
  budgets: z.array(budget),
  historyAskedAtMs: z.record(text, time),
  past,
};
const stateSchema = z.looseObject(stateFields);
const isState = (value: unknown): value is VenueState => stateSchema.safeParse(value).success;

/** Replaces each invalid field by its default; an invalid ledger counts as spent up to the limits. */
export function repairedState(stored: unknown, venue: VenueId, nowMs: number): VenueState {
  const defaults = newVenueState(venue);
  const given: Record<string, unknown> = { ...defaults, ...fieldsOfState(stored), venue };
  if (isState(given)) return given;
  const repaired: Record<string, unknown> = { ...given };
  for (const [name, schema] of Object.entries(stateFields)) {
    if (!schema.safeParse(repaired[name]).success) repaired[name] = fieldsOfState(defaults)[name];
  }
  if (repaired.ledger !== given.ledger) {
    const budgets = stateFields.budgets.safeParse(repaired.budgets).data ?? [];
    repaired.ledger = Object.fromEntries(
      budgets.map(({ id, ceiling }) => [id, [{ atMs: nowMs, units: ceiling }]]),
    );
  }
  return isState(repaired) ? repaired : defaults;
}

function isIntactState(stored: unknown): boolean {
  const { venue } = fieldsOfState(stored);
  if (typeof venue !== 'string') return false;
  return isState({ ...newVenueState(venue), ...fieldsOfState(stored) });
}

/** How the store parses the records of states, which belong to the refresh. */
export const VENUE_STATE = {
  initial: newVenueState,
  isIntact: isIntactState,
  repaired: repairedState,
};

function fieldsOfState(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Clocks are adjusted by small amounts all the time: a time ahead by less counts as now. */
const CORRECTION_MS = 60_000;
/** With a larger skew no certificate is valid, so no answer arrives. */
export const MAX_SKEW_MS = 400 * DAY_MS;

/**
 * The state without times that are impossible at `nowMs`: this machine's clock may have been wrong when they were
 * written. Times in the future are counted from now, or dropped. Returns the same object when nothing changes. Pure.
 */
export function possibleAt(state: VenueState, nowMs: number): VenueState {
  const pastOr = (atMs: number | null, otherwise: number | null): number | null =>
    atMs === null || atMs <= nowMs ? atMs : otherwise;
  const refreshedAtMs = pastOr(
    state.refreshedAtMs,
    (state.refreshedAtMs ?? 0) - nowMs <= CORRECTION_MS ? nowMs : null,
  );
  const startedAtMs = pastOr(state.startedAtMs, null);
  const listedAtMs = pastOr(state.listedAtMs, null);
  const heldSinceMs = pastOr(state.heldSinceMs ?? null, nowMs);
  const trouble = state.trouble && possibleTrouble(state.trouble, nowMs);
  const clockSkewMs = Math.abs(state.clockSkewMs) <= MAX_SKEW_MS ? state.clockSkewMs : 0;
  const isFuture = (atMs: number): boolean => atMs > nowMs;
  const spent = Object.values(state.ledger).flat();
  const statements = Object.entries(state.stated ?? {});
  const asked = Object.entries(state.historyAskedAtMs);
  const windows = state.collecting ?? [];
  const isLate = ({ windowMs, readyAtMs }: (typeof windows)[number]) =>
    readyAtMs !== null && readyAtMs - nowMs > windowMs * 1.2;
  const isPossible =
    refreshedAtMs === state.refreshedAtMs &&
    startedAtMs === state.startedAtMs &&
    listedAtMs === state.listedAtMs &&
    heldSinceMs === (state.heldSinceMs ?? null) &&
    trouble === state.trouble &&
    clockSkewMs === state.clockSkewMs &&
    !isFuture(state.cycle?.startedAtMs ?? 0) &&
    !spent.some(({ atMs }) => isFuture(atMs)) &&
    !statements.some(([, { atMs }]) => isFuture(atMs)) &&
    !asked.some(([, atMs]) => isFuture(atMs)) &&
    !windows.some(isLate);
  if (isPossible) return state;
  return {
    ...state,
    refreshedAtMs,
    startedAtMs,
    listedAtMs,
    heldSinceMs,
    trouble,
    clockSkewMs,
    cycle: state.cycle && {
      ...state.cycle,
      startedAtMs: Math.min(state.cycle.startedAtMs, nowMs),
    },
    // The time of spending is unknown: perhaps just now.
    ledger: Object.fromEntries(
      Object.entries(state.ledger).map(([id, list]) => [
        id,
        list.map(({ atMs, units }) => ({ atMs: Math.min(atMs, nowMs), units })),
      ]),
    ),
    stated: Object.fromEntries(statements.filter(([, { atMs }]) => !isFuture(atMs))),
    historyAskedAtMs: Object.fromEntries(asked.filter(([, atMs]) => !isFuture(atMs))),
    collecting:
      state.collecting?.map((window) =>
        isLate(window) ? { ...window, readyAtMs: nowMs + window.windowMs } : window,
      ) ?? null,
  };
}

/** A back-off that began in the future begins now; none is longer than a day. */
function possibleTrouble(trouble: Trouble, nowMs: number): Trouble {
  const { sinceMs, retryAtMs } = trouble;
  const isOfFuture = sinceMs > nowMs;
  const waitMs = retryAtMs === null ? null : retryAtMs - (isOfFuture ? sinceMs : nowMs);
  const isTooLong = waitMs !== null && waitMs > DAY_MS + CORRECTION_MS;
  if (!isOfFuture && !isTooLong) return trouble;
  return {
    ...trouble,
    sinceMs: Math.min(sinceMs, nowMs),
    retryAtMs: waitMs === null ? null : nowMs + Math.min(waitMs, DAY_MS),
  };
}
