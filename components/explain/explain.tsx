import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { TERM_PARTS } from '../../lib/board/terms';
import { useWords } from '../ui/words';
import { followExplained } from './follow';
import type { Explained } from './follow';
import { partWords } from './term-words';
import './explain.css';

const ID = 'explanation';

/**
 * Explains the terms of the page in place: what an element with `explained(…)` is, its unit, its period, and what a high
 * one means. One for each page, loaded after its first frame.
 */
export function Explain() {
  const box = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Explained | null>(null);
  useEffect(() => {
    const unmounting = new AbortController();
    if (box.current) followExplained(box.current, setShown, unmounting.signal);
    return () => unmounting.abort();
  }, []);
  useLayoutEffect(() => {
    if (box.current && shown?.isOpen) place(box.current, shown.anchor);
  }, [shown]);
  useEffect(() => (shown ? describe(shown.anchor) : undefined), [shown]);
  const wasAsked = shown?.how === 'press' || shown?.how === 'key';
  return (
    <div
      ref={box}
      id={ID}
      class={shown?.isOpen ? 'explanation is-open' : 'explanation'}
      {...(shown && { role: 'tooltip' })}
      // Read out where it was asked for; on hover and focus it is a description.
      aria-live={wasAsked ? 'polite' : 'off'}
    >
      {shown && <Explanation {...shown} />}
    </div>
  );
}

function Explanation({ term, note, anchor }: Explained) {
  const t = useWords();
  return (
    <>
      <p class="explanation-name">{t(term.name)}</p>
      {note !== null && <p class="explanation-note">{note}</p>}
      {TERM_PARTS.map((part) => {
        const words = partWords(t, term, part);
        return (
          words !== null && (
            <p key={part}>
              {part !== 'what' && <b>{t(`term_part_${part}`)}: </b>}
              {words}
            </p>
          )
        );
      })}
      {anchor.hasAttribute('aria-sort') && <p class="explanation-note">{t('term_sorts')}</p>}
    </>
  );
}

/** Makes the explanation the description of the focused element in `anchor`. Returns what undoes it. */
function describe(anchor: Element): (() => void) | undefined {
  const focused = document.activeElement;
  if (focused === null || !anchor.contains(focused)) return undefined;
  const before = focused.getAttribute('aria-describedby');
  focused.setAttribute('aria-describedby', before === null ? ID : `${before} ${ID}`);
  return () => {
    if (before === null) focused.removeAttribute('aria-describedby');
    else focused.setAttribute('aria-describedby', before);
  };
}

/** px */
const GAP = 6;

/** Under the anchor, or above it where there is no space, and within the window. */
function place(box: HTMLElement, anchor: Element): void {
  box.style.left = '0';
  box.style.top = '0';
  const origin = box.getBoundingClientRect();
  const { left, top, bottom, width } = anchor.getBoundingClientRect();
  const fits = bottom + GAP + origin.height <= innerHeight - GAP;
  const y = fits ? bottom + GAP : Math.max(GAP, top - GAP - origin.height);
  const middle = left + width / 2 - origin.width / 2;
  const x = Math.max(GAP, Math.min(innerWidth - origin.width - GAP, middle));
  // From its own origin: a container of the page can be what `fixed` refers to.
  box.style.left = `${Math.round(x - origin.left)}px`;
  box.style.top = `${Math.round(y - origin.top)}px`;
}
