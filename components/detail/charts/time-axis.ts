/** Where the charts' time axis has its lines and labels, in the user's zone and locale. */
import { HOUR_MS, DAY_MS } from '../../../lib/domain/time';

/** The share of a step below which two texts would touch. */
const ROOM = 0.7;

/**
 * Round moments of the zone's own clock from `leastMs` to `mostMs`, rising. `stepMs` is how far they lie apart where no
 * clock is changed: from a day on, days begin when they begin there, which is 01:00 where spring skips midnight.
 */
export function timeSplits(leastMs: number, mostMs: number, stepMs: number): number[] {
  const splits =
    stepMs >= DAY_MS
      ? dayStarts(leastMs, mostMs, Math.round(stepMs / DAY_MS))
      : stepMs > HOUR_MS
        ? roundHours(leastMs, mostMs, Math.round(stepMs / HOUR_MS))
        : evenSteps(leastMs, mostMs, stepMs);
  return splits.filter((at) => at >= leastMs && at <= mostMs);
}

/** The hour within a day, the day at its beginning and beyond. An hour that the clocks repeat is written once. */
export function timeTexts(splits: readonly number[], stepMs: number): string[] {
  const days = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
  const hours = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
  const texts = splits.map((at) => {
    const isDay = stepMs >= DAY_MS || at === dayStart(new Date(at));
    return (isDay ? days : hours).format(at);
  });
  return texts.map((text, index) => (text === texts[index - 1] ? '' : text));
}

/** The first moment of the date's day; `days` later, of that day. */
function dayStart(date: Date, days = 0): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

function dayStarts(leastMs: number, mostMs: number, stepDays: number): number[] {
  const first = new Date(leastMs);
  // Counted from a fixed day, so that the lines stay where they are while the view moves.
  const number = Date.UTC(first.getFullYear(), first.getMonth(), first.getDate()) / DAY_MS;
  const starts: number[] = [];
  let days = -(number % stepDays);
  for (let at = dayStart(first, days); at <= mostMs; at = dayStart(first, days)) {
    // A day that a zone left out begins with the one after it.
    if (at !== starts.at(-1)) starts.push(at);
    days += stepDays;
  }
  return starts;
}

/** Hours as the clock shows them: one that is skipped has no line, one that comes twice has its first. */
function roundHours(leastMs: number, mostMs: number, stepHours: number): number[] {
  return dayStarts(leastMs, mostMs, 1).flatMap((start) => {
    const date = new Date(start);
    const hours = [start];
    let before = start;
    for (let hour = stepHours; hour < 24; hour += stepHours) {
      const at = new Date(date.getFullYear(), date.getMonth(), date.getDate(), hour);
      // Where spring has taken an hour there may be no room for the next text.
      if (at.getHours() !== hour || at.getTime() - before < stepHours * HOUR_MS * ROOM) continue;
      hours.push((before = at.getTime()));
    }
    return hours;
  });
}

function evenSteps(leastMs: number, mostMs: number, stepMs: number): number[] {
  const offsetMs = new Date(leastMs).getTimezoneOffset() * 60_000;
  const splits: number[] = [];
  let at = Math.ceil((leastMs - offsetMs) / stepMs) * stepMs + offsetMs;
  for (; at <= mostMs; at += stepMs) splits.push(at);
  return splits;
}
