/** Rows as CSV (RFC 4180, missing is empty) and as one JSON array (missing is null). */
import type { ExportRow, Value } from './row';
import { COLUMNS } from './row';
import type { Encoder, Sink } from './sink';

export function csvEncoder(sink: Sink): Encoder {
  const names = COLUMNS.map(([name]) => name);
  return textEncoder(sink, `${names.join(',')}\r\n`, '', (rows) =>
    rows.map((row) => `${names.map((name) => cell(row[name])).join(',')}\r\n`).join(''),
  );
}

/** `npm run board -- --inputs` reads it. */
export function jsonEncoder(sink: Sink): Encoder {
  const names: string[] = COLUMNS.map(([name]) => name);
  let isFirst = true;
  return textEncoder(sink, '[', '\n]\n', (rows) => {
    const text = rows.map((row) => `\n${JSON.stringify(row, names)}`).join(',');
    const comma = isFirst || text === '' ? '' : ',';
    isFirst &&= text === '';
    return comma + text;
  });
}

function textEncoder(
  sink: Sink,
  head: string,
  foot: string,
  textOf: (rows: readonly ExportRow[]) => string,
): Encoder {
  const encoder = new TextEncoder();
  let before = head;
  return {
    async add(rows) {
      const text = before + textOf(rows);
      before = '';
      await sink.write(encoder.encode(text));
    },
    async end() {
      await sink.write(encoder.encode(before + foot));
      await sink.close();
    },
  };
}

function cell(value: Value): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
