/** Compares rows of an answer with the expected fields, JSON types and counts. */
import type { Fields, Rows } from './contract';

/** Undefined where the path does not exist. */
function valueAt(json: unknown, at: string): unknown {
  const keys = at === '' ? [] : at.split('.');
  return keys.reduce(
    (value: unknown, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    json,
  );
}

/** Null where there are no rows at that path. */
export function rowsAt(
  json: unknown,
  { at, orNull }: Pick<Rows, 'at' | 'orNull'>,
): unknown[] | null {
  const value = valueAt(json, at);
  if (value === undefined) return null;
  const rows: unknown[] = Array.isArray(value) ? value : [value];
  return orNull ? rows.filter((row) => row !== null) : rows;
}

export function asRecord(row: unknown): Readonly<Record<string, unknown>> {
  return typeof row === 'object' && row !== null ? { ...row } : {};
}

export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

interface Expected {
  types: readonly string[];
  isOptional: boolean;
}

function expectedOf(fields: Fields): Map<string, Expected> {
  return new Map(
    Object.entries(fields).flatMap(([types, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map(
          (name) =>
            [
              name.replace('?', ''),
              { types: types.split('|'), isOptional: name.endsWith('?') },
            ] as const,
        ),
    ),
  );
}

function fieldCount(fields: Fields): number {
  return expectedOf(fields).size;
}

/** One sentence per field that is missing, new, or of another type. */
function fieldProblems(rows: readonly unknown[], fields: Fields): string[] {
  const expected = expectedOf(fields);
  const counts = new Map<string, number>();
  const odd = new Map<string, { type: string; count: number }>();
  for (const row of rows) {
    for (const [name, value] of Object.entries(asRecord(row))) {
      const type = typeOf(value);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (expected.get(name)?.types.includes(type)) continue;
      const count = (odd.get(name)?.count ?? 0) + 1;
      odd.set(name, { type, count });
    }
  }
  const of = (count: number): string => `in ${count} of ${rows.length} rows`;
  const missing = [...expected].flatMap(([name, { types, isOptional }]) => {
    const lacking = rows.length - (counts.get(name) ?? 0);
    return isOptional || lacking === 0
      ? []
      : [`missing: ${name} (${types.join('|')}) ${of(lacking)}`];
  });
  const others = [...odd].map(([name, { type, count }]) => {
    const known = expected.get(name);
    return known === undefined
      ? `new: ${name} (${type}) ${of(count)}`
      : `other type: ${name} is ${type}, not ${known.types.join('|')}, ${of(count)}`;
  });
  return [...missing, ...others];
}

export const EMPTY_LIST = 'an empty list';

/** All problems of an answer. */
export function problemsOf(json: unknown, expected: readonly Rows[]): string[] {
  return expected.flatMap((part) => {
    const place = part.at === '' ? '' : `${part.at}: `;
    const rows = rowsAt(json, part);
    if (rows === null) return [`${place}nothing is there`];
    const [least, most] = part.count;
    if (rows.length < least || rows.length > most) {
      const range = least === most ? String(least) : `${least} to ${most}`;
      const count = `${rows.length === 0 ? EMPTY_LIST : `${rows.length} rows`}, not ${range}`;
      if (rows.length === 0) return [place + count];
      return [place + count, ...fieldProblems(rows, part.fields).map((text) => place + text)];
    }
    return fieldProblems(rows, part.fields).map((text) => place + text);
  });
}

/** `664 rows, 8 fields`, of the longest part. */
export function sizeOf(json: unknown, expected: readonly Rows[]): string {
  const parts = expected.map((part) => ({
    rows: rowsAt(json, part)?.length ?? 0,
    fields: fieldCount(part.fields),
  }));
  const rows = Math.max(0, ...parts.map((part) => part.rows));
  const fields = parts.reduce((sum, part) => sum + part.fields, 0);
  return `${rows} ${rows === 1 ? 'row' : 'rows'}, ${fields} fields`;
}
