import type { TermEntry, TermPart } from '../../lib/board/terms';
import type { Words } from '../ui/words';

/** One part of a term's explanation; null where the term has no such part. */
export function partWords(t: Words, term: TermEntry, part: TermPart): string | null {
  if (part === 'what') return t(`term_${term.id}_what`);
  return term.isMeasured ? t(`term_${term.id}_${part}`) : null;
}
