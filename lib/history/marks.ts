/** How far a venue's upkeep is; see SymbolIndexRecord. */
import type { SymbolIndexRecord } from './records';
import { dayOf } from './records';
import { DAY_MS } from '../domain/time';

export type Marks = Pick<SymbolIndexRecord, 'compactedMs' | 'rolledMs' | 'thinnedMs'>;

/** So long samples stay 5 minutes apart; older ones become half-hour means. */
export const FINE_DAYS = 7;

/** Of a venue whose history begins with a refresh in this slot. */
export function firstMarks(slotMs: number): Marks {
  const dayMs = dayOf(slotMs);
  return { compactedMs: dayMs, rolledMs: dayMs, thinnedMs: dayMs - FINE_DAYS * DAY_MS };
}

/** What is done no longer counts as done from the slot on that is written now. */
export function lowered(marks: Marks, slotMs: number): Marks {
  const dayMs = dayOf(slotMs);
  return {
    compactedMs: Math.min(marks.compactedMs, dayMs),
    rolledMs: Math.min(marks.rolledMs, slotMs),
    thinnedMs: Math.min(marks.thinnedMs, dayMs),
  };
}
