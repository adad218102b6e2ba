import { FINE_BYTES, LONG_BYTES } from './day-record';
import { FINE_DAYS } from './marks';
import { LONG_STEP_MS, SLOT_MS, SNAPSHOT_COLUMNS } from './records';
import { DAY_MS } from '../domain/time';

/** About what `days` of `symbols` take on the disk once they are full, in bytes, with a refresh in every slot. */
export function historyBytes(symbols: number, days: number): number {
  const slots = DAY_MS / SLOT_MS;
  const today = slots * SNAPSHOT_COLUMNS.length * Float32Array.BYTES_PER_ELEMENT;
  const fine = Math.min(days, FINE_DAYS) * slots * FINE_BYTES;
  const long = Math.max(0, days - FINE_DAYS) * (DAY_MS / LONG_STEP_MS) * LONG_BYTES;
  return symbols * (today + fine + long);
}
