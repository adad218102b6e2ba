/**
 * A backup's outer form: a magic line, then frames. A frame is its payload's length (4 bytes, little-endian), a SHA-256 of
 * the digest before and the payload, and the payload. Each digest vouches for everything before it, so that a bit that has
 * turned and a frame that is missing, doubled or moved are all seen.
 */
import { BackupError } from './backup-problem';
import type { Sink } from './sink';

const MAGIC = new TextEncoder().encode('derivatives-pressure-score/backup\n');
const DIGEST_BYTES = 32;
const HEAD_BYTES = 4 + DIGEST_BYTES;
/** Frames are about a megabyte; a length beyond this is a lie, and not worth the memory. */
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

/** The payloads of a file, checked. Throws a BackupError at the first byte that is not as it was written. */
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
