import type { Words } from './words';

/** Caches messages: reading one from the browser costs more than drawing it, and every row has the same ones. */
export function cachedWords(words: Words): Words {
  const known = new Map<string, string>();
  return (key, ...substitutions) => {
    const id = [key, ...substitutions].join('\n');
    const before = known.get(id);
    if (before !== undefined) return before;
    const text = words(key, ...substitutions);
    // Messages with two or more substitutions rarely repeat.
    if (substitutions.length < 2 && known.size < 5_000) known.set(id, text);
    return text;
  };
}
