/** Counts with their noun: `1 day`, `1,204 windows`. */
import { grouped } from '../../lib/domain/format';
import type { PluralKey, Words } from './words';
import { plural } from './words';

type NounOf<Key> = Key extends `count_${infer Noun}` ? Noun : never;
export type Counted = NounOf<PluralKey>;

export function countWords(t: Words, what: Counted, count: number): string {
  return plural(t, `count_${what}`, count, grouped(count));
}
