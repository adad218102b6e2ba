import type { AnyRow } from './row';

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

export { EXPORT_FORMATS as FORMATS } from '../domain/jobs';
export type { ExportFormat as Format } from '../domain/jobs';
