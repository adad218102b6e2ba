/** Values of unvalidated rows. */

/** Null for other types, and for empty text. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** The first number divided by the second, for rows that have both. */
export function ratios(pairs: readonly (readonly [unknown, unknown])[]): number[] {
  return pairs.flatMap(([over, under]) => {
    const [a, b] = [numberOf(over), numberOf(under)];
    return a !== null && b !== null && a > 0 && b > 0 ? [a / b] : [];
  });
}

/** The values of a field that are text. */
export function textsOf(rows: readonly Readonly<Record<string, unknown>>[], field: string) {
  return rows.flatMap((row) => {
    const value = row[field];
    return typeof value === 'string' ? value : [];
  });
}
