/**
 * A backup's file format: a magic line, then frames. A frame is its payload's length (4 bytes, little-endian), a SHA-256 of the
 * digest before and the payload, and the payload. Each digest covers everything before it, so that a flipped bit and a frame that
 * is missing, doubled or moved are all detected. A payload is JSON, and after it the bytes of the arrays in it, each of which is
 * `{ "bytes": length }` in the JSON.
 */
import type { RestoreProblem } from '../domain/jobs';
import * as z from '../schema';
import type { Sink } from './encoders';

/** Why a file is rejected, as a code that pages have words for; `details` fill its placeholders. */
export class BackupError extends Error {
  override name = 'BackupError';

  constructor(
    readonly problem: RestoreProblem,
    readonly details: readonly string[] = [],
  ) {
    super([problem, ...details].join(': '));
  }
}

const MAGIC = new TextEncoder().encode('derivatives-pressure-score/backup\n');
const DIGEST_BYTES = 32;
const HEAD_BYTES = 4 + DIGEST_BYTES;
/** Frames are about a megabyte; a longer length is rejected before any memory is allocated. */
const LONGEST_FRAME = 64 * 1024 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;

export class FrameWriter {
  private digest: Bytes = MAGIC;
  private isBegun = false;

  constructor(private readonly sink: Sink) {}

  async write(payload: Bytes): Promise<void> {
    if (!this.isBegun) await this.sink.write(MAGIC);
    this.isBegun = true;
    this.digest = await chained(this.digest, payload);
    const frame = new Uint8Array(HEAD_BYTES + payload.length);
    new DataView(frame.buffer).setUint32(0, payload.length, true);
    frame.set(this.digest, 4);
    frame.set(payload, HEAD_BYTES);
    await this.sink.write(frame);
  }
}

/** The checked payloads of a file. Throws a BackupError at the first invalid byte. */
export async function* framesOf(
  file: Blob,
  onRead: (bytes: number) => void,
): AsyncGenerator<Bytes, void> {
  const magic = await bytesOf(file, 0, Math.min(MAGIC.length, file.size));
  if (!isEqual(magic, MAGIC)) throw new BackupError('not_backup');
  let digest: Bytes = MAGIC;
  for (let at = MAGIC.length; at < file.size;) {
    if (at + HEAD_BYTES > file.size) throw new BackupError('cut_short');
    const head = await bytesOf(file, at, at + HEAD_BYTES);
    const length = new DataView(head.buffer).getUint32(0, true);
    if (length > LONGEST_FRAME) throw damagedAt(at, file);
    const end = at + HEAD_BYTES + length;
    if (end > file.size) throw new BackupError('cut_short');
    const payload = await bytesOf(file, at + HEAD_BYTES, end);
    digest = await chained(digest, payload);
    if (!isEqual(digest, head.subarray(4))) throw damagedAt(at, file);
    onRead(end);
    yield payload;
    at = end;
  }
}

function damagedAt(at: number, file: Blob): BackupError {
  return new BackupError('damaged', [((at / file.size) * 100).toFixed(0)]);
}

async function bytesOf(file: Blob, from: number, to: number): Promise<Bytes> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}

async function chained(before: Bytes, payload: Bytes): Promise<Bytes> {
  const both = new Uint8Array(before.length + payload.length);
  both.set(before);
  both.set(payload, before.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', both));
}

function isEqual(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export function packPayload(value: unknown): Bytes {
  const arrays: Uint8Array[] = [];
  const text = JSON.stringify(value, (_, item: unknown) => {
    const bytes = bytesIn(item);
    if (bytes === null) return item;
    arrays.push(bytes);
    return { bytes: bytes.length };
  });
  const head = new TextEncoder().encode(text);
  const size = arrays.reduce((sum, { length }) => sum + length, 4 + head.length);
  const payload = new Uint8Array(size);
  new DataView(payload.buffer).setUint32(0, head.length, true);
  payload.set(head, 4);
  let at = 4 + head.length;
  for (const array of arrays) {
    payload.set(array, at);
    at += array.length;
  }
  return payload;
}

/** The JSON, each array as a buffer of its own. */
export function unpackPayload(payload: Bytes): unknown {
  if (payload.length < 4) throw new BackupError('record', ['payload']);
  const headLength = new DataView(payload.buffer).getUint32(0, true);
  let at = 4 + headLength;
  const value = parsed(payload.subarray(4, at), (item) => {
    const length = placeholder.safeParse(item);
    if (!length.success) return item;
    const end = at + length.data.bytes;
    if (end > payload.length) throw new BackupError('record', ['payload']);
    const buffer = payload.slice(at, end).buffer;
    at = end;
    return buffer;
  });
  if (at !== payload.length) throw new BackupError('record', ['payload']);
  return value;
}

/** A frame with a valid digest but invalid or too deep JSON was not written by the extension. */
function parsed(bytes: Bytes, revive: (item: unknown) => unknown): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text, (_, item: unknown) => revive(item));
    return value;
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError('record', ['payload']);
  }
}

const placeholder = z.strictObject({ bytes: z.int().check(z.gte(0)) });

function bytesIn(item: unknown): Uint8Array | null {
  if (item instanceof ArrayBuffer) return new Uint8Array(item);
  if (ArrayBuffer.isView(item))
    return new Uint8Array(item.buffer, item.byteOffset, item.byteLength);
  return null;
}
