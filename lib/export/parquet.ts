/** Rows as Parquet, Snappy-compressed, a row group at a time. Loaded on demand. */
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { MODELS } from '../scoring/score';
import type { AnyRow, ExportColumn, CellValue } from './rows';
import type { Encoder, Sink } from './targets';

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
