import { grouped } from '../../lib/domain/format';
import { isVenueOn } from '../../lib/settings/venues';
import { TROUBLE_WORDS } from '../ui/times';
import { useWords } from '../ui/words';
import type { SectionProps, VenueChoice } from './access';
import { HostSwitch } from './host-switch';

export function VenueSwitches({ settings, change, stored, hosts, access }: SectionProps) {
  const t = useWords();
  const isOn = (venue: VenueChoice) => isVenueOn(venue, settings);
  const hintOf = (venue: VenueChoice): string => {
    if (!isOn(venue)) return t('options_universe_off');
    // Said by the switch itself, as it is now: the trouble is as of the last refresh.
    if (hosts.allowed(venue.hosts) === false) return '';
    const isOf = ({ venue: id }: { venue: string }) => id === venue.id;
    if (stored.boards === null) return '';
    const trouble = stored.boards.statuses.find(isOf)?.trouble ?? null;
    if (trouble !== null && trouble.kind !== 'permission') return t(TROUBLE_WORDS[trouble.kind]);
    const board = stored.boards.boards.find(isOf);
    if (board === undefined) return t('options_universe_no_board');
    return t('options_universe_symbols', grouped(board.standings.length));
  };
  return (
    <fieldset>
      <legend>{t('options_universe_venues')}</legend>
      <p class="options-hint">{t('options_universe_venues_hint')}</p>
      <div class="venue-switches">
        {access.venues.map((venue) => (
          <HostSwitch
            key={venue.id}
            name={venue.name}
            hint={hintOf(venue)}
            hosts={venue.hosts}
            canGiveBack={!venue.onByDefault}
            checked={isOn(venue)}
            state={hosts}
            onSwitch={(on) =>
              change((now) => ({ ...now, venues: { ...now.venues, [venue.id]: on } }))
            }
          />
        ))}
      </div>
      {!access.venues.some(isOn) && (
        <p class="options-note" role="status">
          {t('options_universe_all_off')}
        </p>
      )}
    </fieldset>
  );
}
