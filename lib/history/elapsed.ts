/**
 * How much time has certainly passed, for retention. Every clock can be wrong for a while: one row of an answer, a
 * `Date` header, this machine's own. So a jump ahead counts only once refreshes have continued from there for long
 * enough. Pure.
 */
import { DAY_MS, HOUR_MS } from '../domain/time';
import type { ElapsedTime } from '../storage/notes';

/** The longest refresh period is an hour, so two refreshes of a running machine are at most this far apart. */
const STEP_MS = 2 * HOUR_MS;
/** Jumps up to this, as of a machine that is on once a day, are confirmed by the next refresh. */
const SHORT_MS = DAY_MS + STEP_MS;
/** Confirmation time as a fraction of the jump: 10 hours of refreshes after three weeks. At most LONGEST_MS. */
const SHARE = 1 / 50;
const LONGEST_MS = DAY_MS;

/** Nothing but `atMs` is known yet. */
export function elapsedAt(atMs: number): ElapsedTime {
  return { untilMs: atMs, heardMs: atMs, heardForMs: 0 };
}

/** After a refresh at `nowMs`. */
export function advanced(before: ElapsedTime, nowMs: number): ElapsedTime {
  const agreed = nowMs > before.heardMs && before.heardMs - before.untilMs <= SHORT_MS;
  const known = agreed ? elapsedAt(before.heardMs) : before;
  const { untilMs } = known;
  if (nowMs - untilMs <= STEP_MS) return elapsedAt(Math.max(untilMs, nowMs));
  // The clock was set back: the time in between was not confirmed.
  const last = nowMs < known.heardMs - STEP_MS ? elapsedAt(untilMs) : known;
  const stepMs = Math.max(0, nowMs - last.heardMs);
  const heardForMs = last.heardForMs + (stepMs <= STEP_MS ? stepMs : 0);
  if (heardForMs >= Math.min(LONGEST_MS, (nowMs - untilMs) * SHARE)) return elapsedAt(nowMs);
  return { untilMs, heardMs: Math.max(last.heardMs, nowMs), heardForMs };
}
