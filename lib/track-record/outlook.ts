/** When a horizon's first answers become possible, whatever the band. Pure. */
import type { ModelId } from '../domain/score';
import type { WindowTable } from './table';
import type { Amount } from './tally';
import { daysMissing, isEnough, tally } from './tally';

export interface Outlook extends Amount {
  isEnough: boolean;
  /** Days of history still to come; null while there is no window at all. */
  daysMissing: number | null;
  /** Days of history that it takes, together with those already there. */
  daysNeeded: number | null;
}

export function outlookOf(table: WindowTable, model: ModelId): Outlook {
  const anyCell = Int8Array.from(table.scores[model], (raw) => (Number.isNaN(raw) ? -1 : 0));
  const { cells, spanDays } = tally(table, anyCell, 1);
  const { events, days } = cells[0] ?? { events: 0, days: 0 };
  const missing = daysMissing({ events, days }, spanDays);
  return {
    events,
    days,
    isEnough: isEnough({ events, days }),
    daysMissing: missing,
    daysNeeded: missing === null ? null : Math.ceil(spanDays + missing),
  };
}
