import type { AnyRow } from './row';

/** Where bytes of one file go, piece by piece; each piece is awaited, so that none piles up in memory. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The file is whole, and handed over. */
  close(): Promise<void>;
  /** Nothing of the file stays. */
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
