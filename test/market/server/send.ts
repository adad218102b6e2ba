/** Sends one answer: compressed when the client accepts it; delayed, cut or withheld as the faults demand. */
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { deflateSync, gzipSync } from 'node:zlib';
import type { Answered } from './market';

const PACKERS = {
  gzip: (body: string) => gzipSync(body, { level: 1 }),
  deflate: (body: string) => deflateSync(body, { level: 1 }),
};
/** Smaller bodies are not compressed. */
const PACKED_FROM = 1_000;
const KEPT_BODIES = 8;

/** Caches the compressed form of the last few bodies. */
export class Packer {
  private readonly kept = new Map<string, Buffer>();

  pack(body: string, accepts: string): { bytes: Buffer; encoding: string | null } {
    const encoding = accepts.includes('gzip')
      ? 'gzip'
      : accepts.includes('deflate')
        ? 'deflate'
        : null;
    if (encoding === null || body.length < PACKED_FROM) {
      return { bytes: Buffer.from(body), encoding: null };
    }
    const key = `${encoding} ${body}`;
    const bytes = this.kept.get(key) ?? PACKERS[encoding](body);
    this.kept.set(key, bytes);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT_BODIES && oldest !== undefined) this.kept.delete(oldest);
    return { bytes, encoding };
  }
}

export async function send(
  { answer, fault }: Answered,
  accepts: string,
  packer: Packer,
  response: ServerResponse,
): Promise<void> {
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'slow') await wait(fault.ms);
  const { bytes, encoding } = packer.pack(answer.body, accepts);
  const isChunked = fault?.kind === 'truncate' && fault.isChunked === true;
  // The answer has the market's own date, unless a fault removed it.
  response.sendDate = false;
  response.writeHead(answer.status, {
    ...answer.headers,
    vary: 'Accept-Encoding',
    ...(encoding !== null && { 'content-encoding': encoding }),
    ...(!isChunked && { 'content-length': bytes.length }),
  });
  if (fault?.kind !== 'truncate') {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, bytes.length >> 1));
  await wait(20);
  response.destroy();
}
