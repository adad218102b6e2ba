/**
 * Rows as a file's bytes: CSV for spreadsheets (RFC 4180, missing is empty), one JSON array (missing is null), or Parquet
 * (Snappy-compressed, a row group at a time).
 */
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import Papa from 'papaparse';
import type { CsvNumbers } from '../domain/jobs';
import { MODELS } from '../scoring/score';
import type { AnyRow, CellValue, ExportColumn } from './rows';

/** Takes the bytes of one file, piece by piece; each write is awaited, so that memory stays small. */
export interface Sink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The file is complete. */
  close(): Promise<void>;
  /** The file is removed. */
  abort(): Promise<void>;
}

/** Takes rows, gives a file. */
export interface Encoder {
  add(rows: readonly AnyRow[]): Promise<void>;
  end(): Promise<void>;
}

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

/** Rows per group: few enough that writing one does not block the page, enough to read fast. */
const GROUP_ROWS = 20_000;

const TYPES = {
  text: 'STRING',
  time: 'TIMESTAMP',
  whole: 'INT32',
  measured: 'FLOAT',
  computed: 'DOUBLE',
} as const;

/** Never null, and declared so. */
const REQUIRED: readonly ExportColumn[0][] = ['venue', 'symbol', 'time', 'source'];

export function parquetEncoder(sink: Sink, columns: readonly ExportColumn[]): Encoder {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: schemaFromColumnData({
      columnData: columns.map(([name, kind]) => ({
        name,
        data: [],
        type: TYPES[kind],
        nullable: !REQUIRED.includes(name),
      })),
    }),
    kvMetadata: Object.values(MODELS).map(({ id, version }) => ({
      key: `model.${id}`,
      value: String(version),
    })),
    createdBy: 'derivatives-pressure-score',
  });
  let waiting: AnyRow[] = [];

  const drain = async () => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    await sink.write(bytes);
  };
  const writeGroup = async () => {
    const rows = waiting;
    waiting = [];
    const columnData = columns.map(([name, kind]) => ({
      name,
      data: rows.map((row) => (kind === 'time' ? dateOf(row[name]) : (row[name] ?? null))),
    }));
    await parquet.write({ columnData, rowGroupSize: rows.length });
    await drain();
  };
  return {
    async add(rows) {
      waiting.push(...rows);
      if (waiting.length >= GROUP_ROWS) await writeGroup();
    },
    async end() {
      if (waiting.length > 0) await writeGroup();
      await parquet.finish();
      await drain();
      await sink.close();
    },
  };
}

function dateOf(value: CellValue | undefined): Date | null {
  return typeof value === 'number' ? new Date(value) : null;
}
