/** The extension's stored boards, read from outside and decoded. */
import type { VenueBoard } from '../../../lib/domain/board';
import type { VenueStatus } from '../../../lib/domain/venue-status';
import { unpackBoard } from '../../../lib/storage/codec';
import { DATABASE_NAME } from '../../../lib/storage/database';
import type { BoardRecord } from '../../../lib/storage/records';
import type { VenueState } from '../../../lib/refresh/state';
import { venueStatus } from '../../../lib/board/venue-status';
import { readDatabase } from '../../e2e/harness/database';
import type { Extension } from '../../e2e/harness/extension';

type PlainBoard = Omit<BoardRecord, 'values'> & { values: number[] };

export interface StoredBoards {
  boards: VenueBoard[];
  statuses: VenueStatus[];
}

/** Empty lists before the first refresh. */
export async function storedBoards(extension: Extension): Promise<StoredBoards> {
  const dump = await readDatabase(extension, DATABASE_NAME, ['boards', 'states']);
  const records = (dump?.['boards'] ?? []) as PlainBoard[];
  const boards = records.map((record) =>
    unpackBoard({ ...record, values: Float64Array.from(record.values) }),
  );
  const statuses = ((dump?.['states'] ?? []) as VenueState[]).map((state) =>
    venueStatus(state, boards.find(({ venue }) => venue === state.venue) ?? null, Date.now()),
  );
  return { boards, statuses };
}
