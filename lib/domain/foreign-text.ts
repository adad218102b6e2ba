/**
 * What others wrote (an exchange's message, a name in a file), made fit to stand in a sentence of ours: on a page, in the log
 * or in a terminal.
 */

/** Sequences that move a terminal's cursor or set its title, colours and clipboard (ECMA-48). */
const TERMINAL =
  /(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-~]?/g;

/** One line of at most `most` characters that can be seen, in the order they are written in. */
export function plain(text: string, most: number): string {
  const line = text
    // The rest of a long body would only be thrown away.
    .slice(0, most * 8)
    .replace(TERMINAL, '')
    // Turns of direction, zero-width characters, tags: nobody sees them, and they change what is seen.
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    // Marks piled on one letter reach into the lines above.
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim();
  const letters = [...line];
  const isCut = letters.length > most || text.length > most * 8;
  return isCut ? `${letters.slice(0, most).join('').trimEnd()}…` : line;
}

/** In quotation marks, so that it is not taken for ours; nothing for nothing. */
export function quoted(text: string | null | undefined, most = 120): string {
  const line = plain(text ?? '', most);
  return line === '' ? '' : `“${line.replaceAll(/[“”]/g, '"')}”`;
}
