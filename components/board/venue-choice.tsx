import type { BoardState } from '../../lib/board/store';
import { useWords } from '../ui/words';
import { useBoard, useTools, useVenueName } from './access';

const venuesOf = ({ venues }: BoardState) => venues;
const venueOf = ({ venue }: BoardState) => venue;

const EVERY = '';

/** Every venue's rows, or one's. Nothing to choose on a board of one venue. */
export function VenueChoice() {
  const t = useWords();
  const { store } = useTools();
  const venues = useBoard(venuesOf);
  const venue = useBoard(venueOf);
  const nameOf = useVenueName();
  if (venues.length < 2) return null;
  return (
    <select
      class="venue-choice"
      aria-label={t('popup_venue_choice')}
      value={venue ?? EVERY}
      onChange={({ currentTarget: { value } }) =>
        store.change({ venue: value === EVERY ? null : value })
      }
    >
      <option value={EVERY}>{t('popup_venue_every')}</option>
      {venues.map((id) => (
        <option key={id} value={id}>
          {nameOf(id)}
        </option>
      ))}
    </select>
  );
}
