/** Snapshots of the database's first version, all symbols in one record, as records of GROUP_SIZE symbols. */
import type { SnapshotRecord } from './records';
import { GROUP_SIZE, SNAPSHOT_COLUMNS } from './records';

/** Total: what can't be read is left behind. */
export function regrouped(old: unknown): SnapshotRecord[] {
  if (!isOld(old)) return [];
  const length = GROUP_SIZE * SNAPSHOT_COLUMNS.length;
  const { values, ...rest } = old;
  const records: SnapshotRecord[] = [];
  for (let from = 0; from < values.length; from += length) {
    const part = new Float32Array(length).fill(Number.NaN);
    part.set(values.subarray(from, from + length));
    records.push({ ...rest, group: from / length, values: part });
  }
  return records;
}

function isOld(record: unknown): record is Omit<SnapshotRecord, 'group'> {
  return (
    typeof record === 'object' &&
    record !== null &&
    'values' in record &&
    record.values instanceof Float32Array
  );
}
