import { useEffect, useState } from 'preact/hooks';
import { useWords } from '../ui/words';
import type { MessageKey } from '../ui/words';

export interface ContentsEntry {
  id: string;
  title: MessageKey;
}

/** Links to the sections; the one being read is marked. */
export function Contents({ entries }: { entries: readonly ContentsEntry[] }) {
  const t = useWords();
  const current = useCurrentSection(entries);
  return (
    <nav class="options-contents" aria-label={t('options_contents')}>
      <ul>
        {entries.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'location' : undefined}>
              {t(title)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The first section that reaches into the upper part of the window. */
function useCurrentSection(entries: readonly ContentsEntry[]): string | undefined {
  const [visible, setVisible] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const observer = new IntersectionObserver(
      (changes) => {
        setVisible((before) => {
          const now = new Set(before);
          for (const { target, isIntersecting } of changes) {
            if (isIntersecting) now.add(target.id);
            else now.delete(target.id);
          }
          return now;
        });
      },
      { rootMargin: '-10% 0px -65% 0px' },
    );
    for (const { id } of entries) {
      const section = document.getElementById(id);
      if (section !== null) observer.observe(section);
    }
    return () => {
      observer.disconnect();
    };
  }, [entries]);
  return entries.find(({ id }) => visible.has(id))?.id;
}
