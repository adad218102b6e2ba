/** When a horizon's first answers become possible, whatever the band. Pure. */
import type { ModelId } from '../domain/score';
import type { WindowTable } from './table';
import type { Amount, Wait } from './tally';
import { isEnough, tally, waitFor } from './tally';

export interface Outlook extends Amount, Wait {
  isEnough: boolean;
}

export function outlookOf(table: WindowTable, model: ModelId): Outlook {
  const raws = table.scores[model];
  const anyCell = new Int8Array(raws.length);
  raws.forEach((raw, index) => (anyCell[index] = Number.isNaN(raw) ? -1 : 0));
  const { cells, spanDays } = tally(table, anyCell, 1);
  const { events, days } = cells[0] ?? { events: 0, days: 0 };
  const amount = { events, days };
  return { ...amount, ...waitFor(amount, spanDays, table.hours), isEnough: isEnough(amount) };
}
