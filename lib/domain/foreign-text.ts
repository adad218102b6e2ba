/** Text from outside (an exchange's message, a name in a file, a file's bytes), made safe for a page, a log or a terminal. */

/** Sequences that move a terminal's cursor or set its title, colours and clipboard (ECMA-48). */
const TERMINAL =
  /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-~]?/g;

/** One line of at most `most` visible characters, without anything that hides or reorders text. */
export function plain(text: string, most: number): string {
  const line = text
    // The rest of a long body would be cut anyway.
    .slice(0, most * 8)
    .replace(TERMINAL, '')
    // Bidi controls, zero-width characters, tags: invisible, and they change what is shown.
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    // Stacked combining marks cover the lines above.
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim();
  const letters = [...line];
  const isCut = letters.length > most || text.length > most * 8;
  return isCut ? `${letters.slice(0, most).join('').trimEnd()}…` : line;
}

/** In quotation marks, so that it does not read as our own text; empty for empty. */
export function quoted(text: string | null | undefined, most = 120): string {
  const line = plain(text ?? '', most);
  return line === '' ? '' : `“${line.replaceAll(/[“”]/g, '"')}”`;
}

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
