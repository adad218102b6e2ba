import type { TermId } from '../../lib/board/terms';

/** Attributes of an element whose term is explained on hover, focus, long press and `i`; see components/explain. */
export function explained(id: TermId): { 'data-explain': TermId } {
  return { 'data-explain': id };
}
