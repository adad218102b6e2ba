import { useEffect, useState } from 'preact/hooks';

/** What is being typed, begun anew whenever the saved value changes to something else than what was typed. */
export function useDraft(saved: string): [string, (draft: string) => void] {
  const [draft, setDraft] = useState(saved);
  useEffect(() => setDraft(saved), [saved]);
  return [draft, setDraft];
}
