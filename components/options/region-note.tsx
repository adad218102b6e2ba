import { isOfRegion } from '../../lib/domain/venue-status';
import { isVenueOn } from '../../lib/settings/venues';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';

/** Where every venue that is on refuses the person's country: another one can carry the board, and here is the way. */
export function RegionNote({
  settings,
  stored,
  access,
}: Pick<SectionProps, 'settings' | 'stored' | 'access'>) {
  const t = useWords();
  const on = access.venues.filter((venue) => isVenueOn(venue, settings));
  const refusing = on.filter(({ id }) =>
    stored.boards?.statuses.some(
      ({ venue, trouble }) => venue === id && trouble !== null && isOfRegion(trouble.kind),
    ),
  );
  if (refusing.length === 0 || refusing.length < on.length) return null;
  return (
    <p class="options-note" role="status">
      {t('options_region', refusing.map(({ name }) => name).join(', '))}{' '}
      <a href="#universe">{t('options_region_choose')}</a>
    </p>
  );
}
