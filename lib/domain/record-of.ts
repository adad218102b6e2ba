/** A record with every key of a list. */
export function recordFrom<K extends string, V>(
  keys: readonly K[],
  valueOf: (key: K) => V,
): Record<K, V> {
  const record: Partial<Record<K, V>> = {};
  const isComplete = (part: Partial<Record<K, V>>): part is Record<K, V> =>
    keys.every((key) => Object.hasOwn(part, key));
  for (const key of keys) record[key] = valueOf(key);
  if (!isComplete(record)) throw new Error('a key of the list is missing');
  return record;
}
