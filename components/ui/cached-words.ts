import type { Words } from './words';

/** Asking the browser for a message costs more than drawing it, and a board says the same words in every row. */
export function cachedWords(words: Words): Words {
  const known = new Map<string, string>();
  return (key, ...substitutions) => {
    const id = [key, ...substitutions].join('\n');
    const before = known.get(id);
    if (before !== undefined) return before;
    const text = words(key, ...substitutions);
    // Ages and counts come in endless variety: what takes two or more is not kept.
    if (substitutions.length < 2 && known.size < 5_000) known.set(id, text);
    return text;
  };
}
