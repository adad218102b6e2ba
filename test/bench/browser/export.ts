/**
 * Runs in the browser: exports thirty days of history in each format, backs them up and restores them, on the browser's
 * disk.
 */
import { writeBackup } from '../../../lib/export/backup';
import { restoreBackup } from '../../../lib/export/restore';
import { exportHistory } from '../../../lib/export/run-export';
import type { Sink } from '../../../lib/export/encoders';
import type { Target } from '../../../lib/export/run-export';
import { Database } from '../../../lib/storage/database';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { fill } from './history';
import { START_MS } from './perp-states';
import { DAY_MS } from '../../../lib/domain/time';
import { EXPORT_FORMATS } from '../../../lib/domain/jobs';

export interface Taken {
  ms: number;
  bytes: number;
  files: number;
  /** Peak JavaScript memory above that at the beginning. */
  peakBytes: number;
}

export async function exportAll(symbols: number, days: number): Promise<Record<string, Taken>> {
  await fill(1, symbols, days);
  const database = new Database('bench-history');
  await database.open();
  const { signal } = new AbortController();
  const taken: Record<string, Taken> = {};
  const nowMs = START_MS + days * DAY_MS + DAY_MS / 2;
  for (const format of EXPORT_FORMATS) {
    taken[format] = await measured((target, onProgress) =>
      exportHistory(database, { venues: ['v0'], days: days + 1, nowMs, format }, target, {
        onProgress,
        signal,
      }),
    );
  }
  const backups: File[] = [];
  taken['backup'] = await measured(
    (target, onProgress) =>
      writeBackup({ database, settings: DEFAULT_SETTINGS, nowMs }, target, {
        onProgress,
        signal,
      }),
    (file) => backups.push(file),
  );
  const [file] = backups;
  if (file === undefined) throw new Error('no backup');
  const done = () => Promise.resolve();
  const settings = { stage: done, apply: done, drop: done };
  taken['restore'] = await measured((_, onProgress) =>
    restoreBackup(file, { database, settings }, { onProgress, signal }),
  );
  database.close();
  return taken;
}

/** Chromium only; 0 elsewhere. */
function heap(): number {
  return 'memory' in performance
    ? (performance.memory as { usedJSHeapSize: number }).usedJSHeapSize
    : 0;
}

async function measured(
  work: (target: Target, onProgress: () => void) => Promise<unknown>,
  onFile: (file: File) => void = () => {},
): Promise<Taken> {
  const root = await navigator.storage.getDirectory();
  const taken = { ms: 0, bytes: 0, files: 0, peakBytes: 0 };
  const before = heap();
  const target: Target = {
    async open(name): Promise<Sink> {
      const handle = await root.getFileHandle(name, { create: true });
      const stream = await handle.createWritable();
      return {
        write: (bytes) => stream.write(bytes),
        async close() {
          await stream.close();
          const file = await handle.getFile();
          taken.bytes += file.size;
          taken.files += 1;
          onFile(file);
        },
        abort: () => stream.abort(),
      };
    },
  };
  const startMs = performance.now();
  await work(target, () => (taken.peakBytes = Math.max(taken.peakBytes, heap() - before)));
  taken.ms = performance.now() - startMs;
  return taken;
}
