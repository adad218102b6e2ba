/** Counts with their noun: `1 day`, `1,204 windows`. */
import { grouped } from '../../lib/domain/format';
import type { Words } from './words';

export type Counted = 'days' | 'windows' | 'times' | 'symbols' | 'intervals';

export function countWords(t: Words, what: Counted, count: number): string {
  return t(count === 1 ? `count_${what}_one` : `count_${what}_other`, grouped(count));
}
