/**
 * A backup taken back in, all or nothing. The file is read twice: once to check all of it, and once more, checked again,
 * into one transaction. So nothing is staged, and a file that is wrong anywhere changes nothing.
 */
import { plain } from '../domain/foreign-text';
import type { Database } from '../history/database';
import type { KeptBatch } from '../history/kept';
import { replaceKept } from '../history/kept';
import { putNote } from '../history/notes';
import { isFullError, LEAST_ROOM_BYTES, roomLeft } from '../history/room';
import * as z from '../schema';
import type { Settings } from '../settings/settings';
import { importSettings } from '../settings/transfer';
import { BACKUP_FORMAT, BACKUP_VERSION } from './backup';
import { framesOf } from './backup-frames';
import { unpackPayload } from './backup-payload';
import { BackupError } from './backup-problem';
import { batchSchema } from './backup-records';
import { EarlierBackup, earlierBatchSchema } from './earlier-backup';
import type { Job } from './run-export';

export interface Checked {
  settings: Settings;
  createdAtMs: number;
  records: number;
}

export interface RestoreTarget {
  database: Database;
  settings: Staging;
  /** What is left on the disk, in bytes; null: unknown. */
  room?: () => Promise<number | null>;
}

/** Settings on their way into the storage, in a place of their own until the history has been replaced; see staged.ts. */
export interface Staging {
  /** Written down, not in force. Rejects when there is no room; then nothing has changed. */
  stage: (settings: Settings, token: string) => Promise<void>;
  /** What was staged is in force. */
  apply: () => Promise<void>;
  /** What was staged is forgotten. */
  drop: () => Promise<void>;
}

/** All of the file, read and checked. Throws a BackupError that says what is wrong. */
export async function checkBackup(file: Blob, { onProgress, signal }: Job): Promise<Checked> {
  const reader = new BackupReader(file, (bytes) => onProgress(bytes, file.size), signal);
  const { settings, createdAtMs } = await reader.head();
  const batches = reader.batches();
  while ((await batches.next()).done !== true);
  return { settings, createdAtMs, records: reader.records };
}

/** A checked file in the place of what is there. No venue may be refreshed meanwhile: see `undisturbed`. */
export async function restoreBackup(
  file: Blob,
  { database, settings: staging, room = roomLeft }: RestoreTarget,
  { onProgress, signal }: Job,
): Promise<Checked> {
  // On a disk that becomes full half-way the browser can lose what is there, too.
  const left = await room();
  if (left !== null && left < file.size + LEAST_ROOM_BYTES) throw new BackupError('no_room');
  const reader = new BackupReader(file, (bytes) => onProgress(bytes, file.size), signal);
  const { settings, createdAtMs } = await reader.head();
  const token = crypto.randomUUID();
  try {
    await staging.stage(settings, token);
    await replaceKept(database, reader.batches(), async () => {
      await reader.earlier?.laySeeds(database);
      signal.throwIfAborted();
      // The one moment that decides: with the history this is there, or neither is. See staged.ts.
      await putNote(database, 'restored', { token });
    });
  } catch (error) {
    await staging.drop();
    throw !signal.aborted && isFullError(error) ? new BackupError('no_room') : innermost(error);
  }
  await staging.apply();
  return { settings, createdAtMs, records: reader.records };
}

class BackupReader {
  /** Read so far, as the file has them. */
  records = 0;
  /** Of a file of the first version. */
  earlier: EarlierBackup | null = null;
  private readonly frames: AsyncGenerator<Uint8Array<ArrayBuffer>, void>;

  constructor(
    file: Blob,
    onRead: (bytes: number) => void,
    private readonly signal: AbortSignal,
  ) {
    this.frames = framesOf(file, onRead);
  }

  async head(): Promise<{ settings: Settings; createdAtMs: number }> {
    const head = headSchema.safeParse(await this.next());
    if (!head.success) throw new BackupError('not_backup');
    const { version, createdAtMs, settings } = head.data;
    if (version > BACKUP_VERSION) throw new BackupError('newer');
    if (version < BACKUP_VERSION) this.earlier = new EarlierBackup();
    const result = importSettings(settings);
    if ('settings' in result) return { settings: result.settings, createdAtMs };
    throw new BackupError('settings', [
      plain(result.errors.map(({ path }) => path).join(', '), 200),
    ]);
  }

  async *batches(): AsyncGenerator<KeptBatch, void> {
    for (;;) {
      const payload = await this.next();
      const end = endSchema.safeParse(payload);
      if (end.success) {
        if (end.data.end !== this.records) throw new BackupError('cut_short');
        if ((await this.frames.next()).done !== true) throw new BackupError('damaged', ['100']);
        yield* this.earlier?.rest() ?? [];
        return;
      }
      const { earlier } = this;
      if (earlier === null) yield this.counted(batchSchema, payload);
      else yield* earlier.take(this.counted(earlierBatchSchema, payload));
    }
  }

  private counted<T extends { records: unknown[] }>(schema: z.ZodMiniType<T>, payload: unknown): T {
    const batch = schema.safeParse(payload);
    if (batch.success) {
      this.records += batch.data.records.length;
      return batch.data;
    }
    const [issue] = batch.error.issues;
    throw new BackupError('record', [plain(issue?.path.map(String).join('.') ?? '', 80)]);
  }

  private async next(): Promise<unknown> {
    this.signal.throwIfAborted();
    const frame = await this.frames.next();
    if (frame.done === true) throw new BackupError('cut_short');
    return unpackPayload(frame.value);
  }
}

const headSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  version: z.int().check(z.gte(1)),
  /** What a date can be. */
  createdAtMs: z.number().check(z.gte(0), z.lte(8.64e15)),
  settings: z.string(),
});
const endSchema = z.strictObject({ end: z.int().check(z.gte(0)) });

/** Dexie wraps what is thrown within a transaction. */
function innermost(error: unknown): unknown {
  if (error instanceof BackupError) return error;
  const isWrapped = typeof error === 'object' && error !== null && 'inner' in error;
  return isWrapped && error.inner instanceof Error ? innermost(error.inner) : error;
}
