/**
 * Where files go: where the user may pick a place, the bytes are written there; elsewhere they are collected on the disk (the
 * origin's own file system; without that, a Blob) and downloaded.
 */
import type { AnyRow } from './rows';

/** Takes the bytes of one file, piece by piece; each write is awaited, so that memory stays small. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The file is complete. */
  close(): Promise<void>;
  /** The file is removed. */
  abort(): Promise<void>;
}

/** Where files go: a folder or a file that was picked, or the browser's downloads. */
export interface Target {
  open(name: string): Promise<Sink>;
}

/** Takes rows, gives a file. */
export interface Encoder {
  add(rows: readonly AnyRow[]): Promise<void>;
  end(): Promise<void>;
}

interface Pickers {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
  showDirectoryPicker(options: {
    id: string;
    mode: 'readwrite';
  }): Promise<FileSystemDirectoryHandle>;
}

/** Must be called in a click's handler. Rejects with an AbortError when the user cancels. */
export async function pickFile(suggestedName: string): Promise<Target> {
  const scope: object = globalThis;
  if (!hasPickers(scope)) return downloads();
  const file = await scope.showSaveFilePicker({ suggestedName });
  return { open: () => sinkInto(file, () => Promise.resolve()) };
}

/** The same, for several files. */
export async function pickFolder(): Promise<Target> {
  const scope: object = globalThis;
  if (!hasPickers(scope)) return downloads();
  const folder = await scope.showDirectoryPicker({ id: 'export', mode: 'readwrite' });
  return {
    async open(name) {
      const file = await folder.getFileHandle(name, { create: true });
      return sinkInto(file, () => folder.removeEntry(name));
    },
  };
}

function hasPickers(scope: object): scope is Pickers {
  return 'showSaveFilePicker' in scope && 'showDirectoryPicker' in scope;
}

async function sinkInto(
  file: FileSystemFileHandle,
  remove: () => Promise<void>,
  onClosed: () => Promise<void> = () => Promise.resolve(),
): Promise<Sink> {
  const stream = await file.createWritable();
  return {
    write: (bytes) => stream.write(bytes),
    async close() {
      await stream.close();
      await onClosed();
    },
    async abort() {
      await stream.abort();
      await remove();
    },
  };
}

const GATHERED = 'exports';

async function downloads(): Promise<Target> {
  const folder = await temporaryFolder();
  return {
    async open(name) {
      if (folder === null) return blobSink(name);
      const file = await folder.getFileHandle(name, { create: true });
      return sinkInto(
        file,
        () => folder.removeEntry(name),
        async () => download(name, await file.getFile()),
      );
    },
  };
}

/**
 * An empty temporary folder: files of earlier exports have been downloaded. Null where the browser has no such file
 * system.
 */
async function temporaryFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(GATHERED, { recursive: true }).catch(() => undefined);
    return await root.getDirectoryHandle(GATHERED, { create: true });
  } catch (error) {
    console.warn('Files are gathered in memory.', error);
    return null;
  }
}

function blobSink(name: string): Sink {
  let parts: Blob[] = [];
  return {
    async write(bytes) {
      await Promise.resolve();
      parts.push(new Blob([bytes]));
    },
    async close() {
      await Promise.resolve();
      download(name, new Blob(parts));
    },
    async abort() {
      await Promise.resolve();
      parts = [];
    },
  };
}

function download(name: string, data: Blob): void {
  const url = URL.createObjectURL(data);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers may start reading the data shortly after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
