/** Rows as CSV for spreadsheets (RFC 4180, missing is empty) and as one JSON array (missing is null). */
import Papa from 'papaparse';
import type { CsvNumbers } from '../domain/jobs';
import type { AnyRow, CellValue, ExportColumn } from './rows';
import type { Encoder, Sink } from './targets';

/** Excel needs it to read UTF-8; other programs skip it. */
const BOM = '\uFEFF';
/**
 * Cells that a spreadsheet would run as a formula, including full-width characters that East Asian versions accept, get
 * a leading apostrophe. Negative numbers are no formulas. https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^(?!-?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$)[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * Times as `2026-03-29 00:30:00` in UTC, which Excel, Calc and Sheets parse in every language; they do not parse `T`
 * and `Z`.
 */
export function csvEncoder(
  sink: Sink,
  columns: readonly ExportColumn[],
  numbers: CsvNumbers = 'point',
): Encoder {
  const config = {
    delimiter: numbers === 'comma' ? ';' : ',',
    newline: '\r\n',
    escapeFormulae: FORMULA,
  };
  const lines = (cells: CellValue[][]) => `${Papa.unparse(cells, config)}\r\n`;
  const head = columns.map(([name]) => (name === 'time' ? 'timeUtc' : name));
  return textEncoder(sink, BOM + lines([head]), '', (rows) =>
    rows.length === 0
      ? ''
      : lines(
          rows.map((row) =>
            columns.map(([name, kind]) => {
              const value = row[name] ?? null;
              if (typeof value !== 'number') return value;
              if (kind === 'time') return timeText(value);
              return numbers === 'comma' ? String(value).replace('.', ',') : value;
            }),
          ),
        ),
  );
}

function timeText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** `npm run board -- --inputs` reads this format. */
export function jsonEncoder(sink: Sink, columns: readonly ExportColumn[]): Encoder {
  const names: string[] = columns.map(([name]) => name);
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
  textOf: (rows: readonly AnyRow[]) => string,
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
