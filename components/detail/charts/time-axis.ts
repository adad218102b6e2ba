/** Grid lines and labels of the charts' time axis, in the user's time zone and locale. */
import { HOUR_MS, DAY_MS } from '../../../lib/domain/time';

/** With less than this share of a step between them, two labels would touch. */
const MIN_SPACING = 0.7;

/**
 * Round times of the time zone from `leastMs` to `mostMs`, ascending. `stepMs` is their distance where no clock
 * changes. From a day on, a day begins at its first moment: 01:00 where spring skips midnight.
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

/** The time within a day; the date at its beginning and for longer steps. A repeated hour is labelled once. */
export function timeTexts(splits: readonly number[], stepMs: number): string[] {
  const days = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
  const hours = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
  const texts = splits.map((at) => {
    const isDay = stepMs >= DAY_MS || at === dayStart(new Date(at));
    return (isDay ? days : hours).format(at);
  });
  return texts.map((text, index) => (text === texts[index - 1] ? '' : text));
}

/** The first moment of the date's day, or of the day `days` later. */
function dayStart(date: Date, days = 0): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

function dayStarts(leastMs: number, mostMs: number, stepDays: number): number[] {
  const first = new Date(leastMs);
  // Counted from a fixed day, so that lines stay in place while the view moves.
  const number = Date.UTC(first.getFullYear(), first.getMonth(), first.getDate()) / DAY_MS;
  const starts: number[] = [];
  let days = -(number % stepDays);
  for (let at = dayStart(first, days); at <= mostMs; at = dayStart(first, days)) {
    // A day that the time zone skipped begins with the next one.
    if (at !== starts.at(-1)) starts.push(at);
    days += stepDays;
  }
  return starts;
}

/** Hours by the wall clock: a skipped one has no line, a repeated one has its first. */
function roundHours(leastMs: number, mostMs: number, stepHours: number): number[] {
  return dayStarts(leastMs, mostMs, 1).flatMap((start) => {
    const date = new Date(start);
    const hours = [start];
    let before = start;
    for (let hour = stepHours; hour < 24; hour += stepHours) {
      const at = new Date(date.getFullYear(), date.getMonth(), date.getDate(), hour);
      // After a skipped hour there may be no space for the next label.
      if (at.getHours() !== hour || at.getTime() - before < stepHours * HOUR_MS * MIN_SPACING)
        continue;
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
