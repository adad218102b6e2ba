import type { TroubleKind } from '../../lib/domain/venue-status';
import type { MessageKey } from '../ui/words';
import { useWords } from '../ui/words';
import type { SectionProps, VenueChoice } from './access';
import { SwitchField } from './switch-field';

const TROUBLE_WORDS: Record<TroubleKind, MessageKey> = {
  offline: 'trouble_offline',
  timeout: 'trouble_timeout',
  'rate-limited': 'trouble_rate_limited',
  banned: 'trouble_banned',
  region: 'trouble_region',
  forbidden: 'trouble_forbidden',
  server: 'trouble_server',
  'not-json': 'trouble_not_json',
  shape: 'trouble_shape',
  refused: 'trouble_refused',
  permission: 'trouble_permission',
};

export function VenueSwitches({ settings, change, stored, access }: SectionProps) {
  const t = useWords();
  const isOn = ({ id, onByDefault }: VenueChoice) => settings.venues[id] ?? onByDefault;
  const hintOf = ({ id }: VenueChoice): string => {
    const trouble = stored.boards?.statuses.find(({ venue }) => venue === id)?.trouble;
    if (trouble) return t(TROUBLE_WORDS[trouble.kind]);
    const board = stored.boards?.boards.find(({ venue }) => venue === id);
    if (board === undefined) return t('options_universe_no_board');
    return t('options_universe_symbols', String(board.standings.length));
  };
  return (
    <fieldset>
      <legend>{t('options_universe_venues')}</legend>
      {access.venues.map((venue) => (
        <SwitchField
          key={venue.id}
          label={venue.name}
          hint={isOn(venue) ? hintOf(venue) : t('options_universe_off')}
          checked={isOn(venue)}
          onSwitch={(on) =>
            change((now) => ({ ...now, venues: { ...now.venues, [venue.id]: on } }))
          }
        />
      ))}
      {!access.venues.some(isOn) && (
        <p class="options-note" role="status">
          {t('options_universe_all_off')}
        </p>
      )}
    </fieldset>
  );
}
