import { useState } from 'preact/hooks';
import type { Settings } from '../../lib/settings/settings';
import { plural, useWords } from '../ui/words';
import type { SectionProps, VenueOption } from './access';
import { SwitchField } from './fields';
import { grouped } from '../../lib/domain/format';
import { isVenueOn } from '../../lib/settings/settings';
import { TROUBLE_WORDS } from '../ui/times';
import { HostSwitch } from './permissions';
import { isOfRegion } from '../../lib/domain/venue-status';

const QUOTE_ASSETS = ['USDT', 'USDC', 'USD1'] as const;

/** Which venues and which of their perpetuals are on the board. */
export function UniverseSection(props: SectionProps) {
  const { settings, change } = props;
  const t = useWords();
  const [refused, setRefused] = useState<string | null>(null);
  const { quoteAssets, tokenised, builderMarkets = false } = settings.universe;
  const changeUniverse = (part: Partial<Settings['universe']>) =>
    change((now) => ({ ...now, universe: { ...now.universe, ...part } }));
  const switchAsset = (asset: string, on: boolean) => {
    const others = quoteAssets.filter((other) => other !== asset);
    const next = on ? [...others, asset] : others;
    setRefused(next.length === 0 ? asset : null);
    if (next.length > 0) void changeUniverse({ quoteAssets: next });
  };
  return (
    <>
      <VenueSwitches {...props} />
      <fieldset>
        <legend>{t('options_universe_quotes')}</legend>
        <p class="options-hint">{t('options_universe_quotes_hint')}</p>
        {QUOTE_ASSETS.map((asset) => (
          <SwitchField
            key={asset}
            label={t('options_universe_quote', asset)}
            error={refused === asset ? t('options_universe_quote_error') : undefined}
            checked={quoteAssets.includes(asset)}
            onSwitch={(on) => switchAsset(asset, on)}
          />
        ))}
      </fieldset>
      <SwitchField
        label={t('options_universe_tokenised')}
        hint={t('options_universe_tokenised_hint')}
        checked={tokenised}
        onSwitch={(on) => changeUniverse({ tokenised: on })}
      />
      <SwitchField
        label={t('options_universe_builders')}
        hint={t('options_universe_builders_hint')}
        checked={builderMarkets}
        onSwitch={(on) =>
          change(({ universe: { builderMarkets: _before, ...universe }, ...now }) => ({
            ...now,
            universe: on ? { ...universe, builderMarkets: true } : universe,
          }))
        }
      />
    </>
  );
}

function VenueSwitches({ settings, change, stored, hosts, access }: SectionProps) {
  const t = useWords();
  const isOn = (venue: VenueOption) => isVenueOn(venue, settings);
  const hintOf = (venue: VenueOption): string => {
    if (!isOn(venue)) return t('options_universe_off');
    // The switch itself shows this, and is current: the trouble is as of the last refresh.
    if (hosts.allowed(venue.hosts) === false) return '';
    const isOf = ({ venue: id }: { venue: string }) => id === venue.id;
    if (stored.boards === null) return '';
    const trouble = stored.boards.statuses.find(isOf)?.trouble ?? null;
    if (trouble !== null && trouble.kind !== 'permission') return t(TROUBLE_WORDS[trouble.kind]);
    const board = stored.boards.boards.find(isOf);
    if (board === undefined) return t('options_universe_no_board');
    return plural(
      t,
      'options_universe_symbols',
      board.perpStates.length,
      grouped(board.perpStates.length),
    );
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
            canRemove={!venue.onByDefault}
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

/** Shown when every venue that is on blocks the user's country: suggests another venue. */
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
