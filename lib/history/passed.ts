/**
 * How far time has certainly passed, for deciding what is old enough to be deleted. Every clock can be wrong for a while: one
 * row of an answer, a `Date` header, this machine's own. So a moment that lies far ahead of the last one is only heard of, and
 * counts once refreshes have gone on from there for long enough. Pure.
 */
import { HOUR_MS, DAY_MS } from '../domain/time';

export interface Passed {
  /** Up to here, on the exchange's clock. Never goes back. */
  untilMs: number;
  /** The newest moment that was heard of, and for how long refreshes have gone on beyond `untilMs`. */
  heardMs: number;
  heardForMs: number;
}

/** The longest refresh period is an hour: so far apart two refreshes of a machine that is on can be. */
const STEP_MS = 2 * HOUR_MS;
/** A machine that is on once a day: the next refresh is enough to agree. */
const SHORT_MS = DAY_MS + STEP_MS;
/** After three weeks it takes 10 hours of refreshes, after a century a day. */
const SHARE = 1 / 50;
const LONGEST_MS = DAY_MS;

/** Nothing but `atMs` is known yet. */
export function passedAt(atMs: number): Passed {
  return { untilMs: atMs, heardMs: atMs, heardForMs: 0 };
}

/** After a refresh at `nowMs`. */
export function heard(before: Passed, nowMs: number): Passed {
  const agreed = nowMs > before.heardMs && before.heardMs - before.untilMs <= SHORT_MS;
  const known = agreed ? passedAt(before.heardMs) : before;
  const { untilMs } = known;
  if (nowMs - untilMs <= STEP_MS) return passedAt(Math.max(untilMs, nowMs));
  // Set back again, to where time had not certainly passed either: what was heard in between was wrong.
  const last = nowMs < known.heardMs - STEP_MS ? passedAt(untilMs) : known;
  const stepMs = Math.max(0, nowMs - last.heardMs);
  const heardForMs = last.heardForMs + (stepMs <= STEP_MS ? stepMs : 0);
  if (heardForMs >= Math.min(LONGEST_MS, (nowMs - untilMs) * SHARE)) return passedAt(nowMs);
  return { untilMs, heardMs: Math.max(last.heardMs, nowMs), heardForMs };
}
