/** Files as editors and shells write them, and bodies with a mark before them. */
import { describe, expect, it } from 'vitest';
import { textOfFile } from '../../../lib/domain/foreign-text';
import { createHttpClient } from '../../../lib/http/client';
import { DEFAULT_SETTINGS } from '../../../lib/settings/settings';
import { exportSettings, importSettings } from '../../../lib/settings/transfer';

const TEXT = exportSettings({ ...DEFAULT_SETTINGS, watchlist: ['binance:币安人生USDT'] });
const utf8 = new TextEncoder().encode(TEXT);
const utf16 = (isLittle: boolean, text: string) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  [...Array(text.length).keys()].forEach((at) =>
    view.setUint16(at * 2, text.charCodeAt(at), isLittle),
  );
  return bytes;
};

describe.each([
  ['UTF-8', utf8],
  ['UTF-8 with a mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8])],
  ['UTF-16, little end first, with a mark', utf16(true, `\uFEFF${TEXT}`)],
  ['UTF-16, big end first, with a mark', utf16(false, `\uFEFF${TEXT}`)],
  ['UTF-16, little end first', utf16(true, TEXT)],
  ['UTF-16, big end first', utf16(false, TEXT)],
])('%s', (_, bytes) => {
  it('is read', () => {
    expect(textOfFile(bytes)).toBe(TEXT);
    expect(importSettings(textOfFile(bytes))).toMatchObject({
      settings: { watchlist: ['binance:币安人生USDT'] },
    });
  });
});

it('of nothing, and of a byte, is what it is', () => {
  expect(textOfFile(new Uint8Array())).toBe('');
  expect(textOfFile(new Uint8Array([0x7b]))).toBe('{');
});

it("a mark before a venue's body is read over", async () => {
  const bytes = new TextEncoder().encode('\uFEFF{"code":"0"}');
  const http = createHttpClient({
    fetch: () => Promise.resolve(new Response(bytes)),
    now: () => 0,
  });
  const request = { venue: 'okx', endpoint: 'GET /x', url: 'https://www.okx.com/x' } as const;
  const { json } = await http(request, new AbortController().signal);
  expect(json).toEqual({ code: '0' });
});
