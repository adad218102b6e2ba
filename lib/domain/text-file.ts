/**
 * The text of a file as editors and shells write it: UTF-8 with or without a byte order mark, or UTF-16 of either order,
 * which PowerShell's `>` and old Notepads make. JSON begins with an ASCII character, so that its UTF-16 is known without a
 * mark, too: https://www.rfc-editor.org/rfc/rfc4627#section-3
 */
export function textOfFile(bytes: Uint8Array): string {
  // Decoders leave a mark of their own encoding out.
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === undefined || second === undefined) return 'utf-8';
  if (first === 0 && second !== 0) return 'utf-16be';
  return first !== 0 && second === 0 ? 'utf-16le' : 'utf-8';
}
