import { useReducer, useRef } from 'preact/hooks';

/** What is being edited: begun with `begin()` and begun anew whenever `saved`, which names what is stored, changes. */
export function useDraft<T>(saved: string, begin: () => T): [T, (draft: T) => void] {
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  const kept = useRef<{ saved: string; draft: T } | null>(null);
  if (kept.current?.saved !== saved) kept.current = { saved, draft: begin() };
  const setDraft = (draft: T) => {
    kept.current = { saved, draft };
    redraw(null);
  };
  return [kept.current.draft, setDraft];
}
