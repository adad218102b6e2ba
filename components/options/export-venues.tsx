import { useWords } from '../ui/words';
import type { SectionProps } from './access';

/** Which of the venues that have a board are exported; all of them unless one is left out. */
export function ExportVenues({
  stored,
  access,
  left,
  setLeft,
}: Pick<SectionProps, 'stored' | 'access'> & {
  left: ReadonlySet<string>;
  setLeft: (left: ReadonlySet<string>) => void;
}) {
  const t = useWords();
  if (stored.boards === null) return null;
  const venues = stored.boards.boards.map(({ venue }) => venue);
  if (venues.length === 0) return <p class="options-hint">{t('options_export_empty')}</p>;
  const toggle = (venue: string) => {
    const next = new Set(left);
    if (!next.delete(venue)) next.add(venue);
    setLeft(next);
  };
  return (
    <fieldset class="export-venues">
      <legend>{t('options_export_venues')}</legend>
      {venues.map((venue) => (
        <label key={venue}>
          <input type="checkbox" checked={!left.has(venue)} onChange={() => toggle(venue)} />
          {access.venues.find(({ id }) => id === venue)?.name ?? venue}
        </label>
      ))}
    </fieldset>
  );
}
