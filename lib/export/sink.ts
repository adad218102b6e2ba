import type { AnyRow } from './row';

/** Writes one file in pieces; each write is awaited, so that memory stays bounded. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Completes the file. */
  close(): Promise<void>;
  /** Removes the file. */
  abort(): Promise<void>;
}

/** Where files are written: a picked folder or file, or the browser's downloads. */
export interface Target {
  open(name: string): Promise<Sink>;
}

/** Encodes rows into a file. */
export interface Encoder {
  add(rows: readonly AnyRow[]): Promise<void>;
  end(): Promise<void>;
}

export { EXPORT_FORMATS as FORMATS } from '../domain/jobs';
export type { ExportFormat as Format } from '../domain/jobs';
