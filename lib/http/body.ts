/**
 * An answer's text, read as it comes and never beyond `maxBytes` of it, counted after unpacking: what is small on its way
 * can be gigabytes here. Rejects with TooLong, or with whatever ended the connection.
 */
export class TooLong extends Error {
  constructor(readonly maxBytes: number) {
    super(`the body is longer than ${Math.round(maxBytes / 1000)} kB`);
  }
}

export async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts.join('') + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      // Not awaited: a sender that never stops would not let go.
      reader.cancel().catch(() => undefined);
      throw new TooLong(maxBytes);
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
}
