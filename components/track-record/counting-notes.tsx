import { grouped } from '../../lib/domain/format';
import { RESAMPLES } from '../../lib/track-record/counting';
import { useWords } from '../ui/words';

const NOTES = [
  'track_how_score',
  'track_how_windows',
  'track_how_moves',
  'track_how_alike',
  'track_how_all',
  'track_how_interval',
  'track_how_events',
  'track_how_holes',
] as const;

/** How it is counted, so that anyone can do it again. */
export function CountingNotes() {
  const t = useWords();
  return (
    <section class="track-how" aria-labelledby="track-how-title">
      <h2 id="track-how-title">{t('track_how_title')}</h2>
      <ul>
        {NOTES.map((note) => (
          <li key={note}>
            {note === 'track_how_interval' ? t(note, grouped(RESAMPLES)) : t(note)}
          </li>
        ))}
      </ul>
      <p>{t('track_how_not')}</p>
    </section>
  );
}
