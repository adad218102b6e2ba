import type { RankedRow } from '../../lib/board/rows';
import type { VenueId } from '../../lib/domain/venue';
import type { Words } from '../ui/words';
import { shortMark } from './access';

interface VenueCellProps {
  row: RankedRow;
  nameOf: (venue: VenueId) => string;
  t: Words;
}

/** Which venue a row is from, or on how many an asset trades; in full on hover, and to a screen reader. */
export function VenueCell({ row, nameOf, t }: VenueCellProps) {
  if (row.combined === null) {
    const name = nameOf(row.venue);
    return (
      <div role="gridcell" class="c-venue">
        <button
          type="button"
          tabIndex={-1}
          data-venue={row.venue}
          title={t('popup_venue_only', name)}
        >
          <span aria-hidden="true">{shortMark(name)}</span>
          <span class="sr-only">{name}</span>
        </button>
      </div>
    );
  }
  const { parts, venueCount } = row.combined;
  const names = [...new Set(parts.map(({ venue }) => nameOf(venue)))].join(', ');
  const words =
    venueCount === 1
      ? t('popup_venue_alone', names)
      : t('popup_venue_count', String(venueCount), names);
  return (
    <div role="gridcell" class="c-venue" title={words}>
      <span class={venueCount === 1 ? 'venue-count is-alone' : 'venue-count'} aria-hidden="true">
        {venueCount === 1 ? shortMark(names) : `×${venueCount}`}
      </span>
      <span class="sr-only">{words}</span>
    </div>
  );
}
