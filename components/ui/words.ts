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

const WordsContext = createContext<Words>((key) => key);

export const WordsProvider = WordsContext.Provider;

export function useWords(): Words {
  return useContext(WordsContext);
}
