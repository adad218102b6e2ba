/**
 * Restores a backup, all or nothing. The file is read twice: first checked as a whole, then checked again while it is
 * read into one transaction. So nothing is staged, and an invalid file changes nothing.
 */
import { plain } from '../domain/foreign-text';
import type { Job } from '../domain/jobs';
import { freeBytes, isFullError, MIN_FREE_BYTES } from '../history/quota';
import * as z from '../schema';
import type { Settings } from '../settings/settings';
import { importSettings } from '../settings/transfer';
import type { BackupBatch } from '../storage/backup-tables';
import { replaceBackupTables } from '../storage/backup-tables';
import type { Database } from '../storage/database';
import { putNote } from '../storage/notes';
import { BACKUP_FORMAT, BACKUP_VERSION } from './backup';
import { BackupError, framesOf, unpackPayload } from './backup-file';
import { batchSchema } from './backup-records';
import { LegacyBackup, legacyBatchSchema } from './legacy-backup';

export interface Checked {
  settings: Settings;
  createdAtMs: number;
  records: number;
}

export interface RestoreTarget {
  database: Database;
  settings: Staging;
  /** Free disk space, bytes; null: unknown. */
  freeBytes?: () => Promise<number | null>;
}

/** Settings of the backup, staged until the history has been replaced; see lib/settings/staged.ts. */
export interface Staging {
  /** Stored, not applied. Rejects when there is no quota left; then nothing has changed. */
  stage: (settings: Settings, token: string) => Promise<void>;
  /** Applies what was staged. */
  apply: () => Promise<void>;
  /** Discards what was staged. */
  drop: () => Promise<void>;
}

/** Reads and checks the whole file. Throws a BackupError that says what is wrong. */
export async function checkBackup(file: Blob, { onProgress, signal }: Job): Promise<Checked> {
  const reader = new BackupReader(file, (bytes) => onProgress(bytes, file.size), signal);
  const { settings, createdAtMs } = await reader.head();
  const batches = reader.batches();
  while ((await batches.next()).done !== true);
  return { settings, createdAtMs, records: reader.records };
}

/** Replaces the history by a checked file. No venue may be refreshed meanwhile: see `withoutRefreshes`. */
export async function restoreBackup(
  file: Blob,
  { database, settings: staging, freeBytes: free = freeBytes }: RestoreTarget,
  { onProgress, signal }: Job,
): Promise<Checked> {
  // If the disk fills up half-way, the browser can lose the old history, too.
  const left = await free();
  if (left !== null && left < file.size + MIN_FREE_BYTES) throw new BackupError('no_room');
  const reader = new BackupReader(file, (bytes) => onProgress(bytes, file.size), signal);
  const { settings, createdAtMs } = await reader.head();
  const token = crypto.randomUUID();
  try {
    await staging.stage(settings, token);
    await replaceBackupTables(database, reader.batches(), async () => {
      await reader.legacy?.mergeOpenInterest(database);
      signal.throwIfAborted();
      // The commit point: stored in the same transaction as the history. See lib/settings/staged.ts.
      await putNote(database, 'restored', { token });
    });
  } catch (error) {
    await staging.drop();
    throw !signal.aborted && isFullError(error) ? new BackupError('no_room') : innermost(error);
  }
  await staging.apply();
  return { settings, createdAtMs, records: reader.records };
}

/** Later formats differ only by the layouts that their records state. */
const LEGACY_FORMAT = 1;

class BackupReader {
  /** Records read so far, to compare with the file's own count. */
  records = 0;
  /** Only for a file of format 1. */
  legacy: LegacyBackup | null = null;
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
    if (version === LEGACY_FORMAT) this.legacy = new LegacyBackup();
    const result = importSettings(settings);
    if ('settings' in result) return { settings: result.settings, createdAtMs };
    throw new BackupError('settings', [
      plain(result.errors.map(({ path }) => path).join(', '), 200),
    ]);
  }

  async *batches(): AsyncGenerator<BackupBatch, void> {
    for (;;) {
      const payload = await this.next();
      const end = endSchema.safeParse(payload);
      if (end.success) {
        if (end.data.end !== this.records) throw new BackupError('cut_short');
        if ((await this.frames.next()).done !== true) throw new BackupError('damaged', ['100']);
        yield* this.legacy?.rest() ?? [];
        return;
      }
      const { legacy } = this;
      if (legacy === null) yield this.counted(batchSchema, payload);
      else yield* legacy.take(this.counted(legacyBatchSchema, payload));
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
  /** The maximum of a JavaScript date. */
  createdAtMs: z.number().check(z.gte(0), z.lte(8.64e15)),
  settings: z.string(),
});
const endSchema = z.strictObject({ end: z.int().check(z.gte(0)) });

/** Dexie wraps errors that are thrown within a transaction. */
function innermost(error: unknown): unknown {
  if (error instanceof BackupError) return error;
  const isWrapped = typeof error === 'object' && error !== null && 'inner' in error;
  return isWrapped && error.inner instanceof Error ? innermost(error.inner) : error;
}
