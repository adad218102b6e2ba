/** A frame's payload: JSON, and after it the bytes of the arrays in it, each standing there as `{ "bytes": length }`. */
import * as z from '../schema';
import { BackupError } from './backup-problem';

type Bytes = Uint8Array<ArrayBuffer>;

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

/** The JSON, with a buffer of its own in the place of each array. */
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

/** A frame that vouches for what is no JSON, or for too deep a one, was not written by us. */
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
