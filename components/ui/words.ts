/**
 * All words on the screen come from the locale files through `useWords()`. The page that mounts the tree provides the
 * translator, so that components use no browser API and tests can pass one that reads the English file.
 */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type messages from '../../public/_locales/en/messages.json';

export type MessageKey = keyof typeof messages;
/** `t('age_seconds', '12')` → `12 s ago`; substitutions fill `$1`, `$2` … */
export type Words = (key: MessageKey, ...substitutions: string[]) => string;

/** Messages with a form of their own for one, under the same key with `_one`. */
export type PluralKey = Extract<MessageKey, BaseOf<MessageKey>>;
type BaseOf<Key> = Key extends `${infer Base}_one` ? Base : never;

/** `plural(t, 'count_files', 1, '1')` → `1 file`. The count decides the form and is not a substitution by itself. */
export function plural(
  t: Words,
  key: PluralKey,
  count: number,
  ...substitutions: string[]
): string {
  return t(count === 1 ? `${key}_one` : key, ...substitutions);
}

const WordsContext = createContext<Words>((key) => key);

export const WordsProvider = WordsContext.Provider;

export function useWords(): Words {
  return useContext(WordsContext);
}
