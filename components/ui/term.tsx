import type { ComponentChildren } from 'preact';
import type { TermId } from '../../lib/board/terms';
import { explained } from './explained';

/** A word on the screen that explains itself when it is pressed, hovered or focused. */
export function TermButton({ id, children }: { id: TermId; children: ComponentChildren }) {
  return (
    <button type="button" class="term" {...explained(id)}>
      {children}
    </button>
  );
}
