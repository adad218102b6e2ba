/** Items by key; of several with the same key the last one wins. */
export function mapBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) map.set(keyOf(item), item);
  return map;
}

/** The median; of an even number the lower of the two in the middle; null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? null;
}

/** A record's own value under an untrusted key: never an inherited one (`constructor`, `__proto__`). */
export function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** A shuffled copy, each order equally likely (Fisher–Yates). `random` returns 0..1. */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const left = [...list];
  return list
    .map(() => {
      const [taken] = left.splice(Math.min(left.length - 1, Math.floor(random() * left.length)), 1);
      return taken;
    })
    .filter((item) => item !== undefined);
}
