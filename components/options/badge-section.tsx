import { LEVELS } from '../../lib/domain/level';
import type { Settings } from '../../lib/settings/settings';
import { levelName } from '../ui/headline-words';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import { ChoiceField, SwitchField } from './fields';
import { HostSwitch } from './permissions';
import { withPlacement } from '../../lib/settings/settings';

export function BadgeSection({ settings, change, hosts, access }: SectionProps) {
  const t = useWords();
  const changeBadge = (part: Partial<Settings['badge']>) =>
    change((now) => ({ ...now, badge: { ...now.badge, ...part } }));
  return (
    <>
      <SwitchField
        label={t('options_badge_enabled')}
        hint={t('options_badge_enabled_hint')}
        checked={settings.badge.enabled}
        onSwitch={(enabled) => changeBadge({ enabled })}
      />
      <HostSwitch
        name={t('options_tradingview')}
        label={t('options_badge_tradingview')}
        hint={t('options_badge_tradingview_hint')}
        hosts={access.tradingView}
        canRemove
        checked={settings.badge.tradingView}
        state={hosts}
        onSwitch={(tradingView) => changeBadge({ tradingView })}
      />
      <ChoiceField
        legend={t('options_badge_from')}
        hint={t('options_badge_from_hint')}
        value={settings.badge.fromBand}
        choices={LEVELS.map((level) => ({
          value: level,
          label: level === 'neutral' ? t('options_badge_always') : levelName(t, level),
        }))}
        onChoose={(fromBand) => changeBadge({ fromBand })}
      />
      <BadgeSites settings={settings} change={change} />
    </>
  );
}

/** The sites where the user moved, collapsed or hid the badge, with a reset for each. */
function BadgeSites({ settings, change }: Pick<SectionProps, 'settings' | 'change'>) {
  const t = useWords();
  const sites = Object.entries(settings.badge.sites).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sites.length === 0) return <p class="options-note">{t('options_badge_no_sites')}</p>;
  return (
    <>
      <table class="badge-sites">
        <caption>{t('options_badge_sites')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('options_badge_site')}</th>
            <th scope="col">{t('options_badge_shown')}</th>
            <th scope="col">{t('options_badge_position')}</th>
          </tr>
        </thead>
        <tbody>
          {sites.map(([site, { hidden, position }]) => (
            <tr key={site}>
              <th scope="row">{site}</th>
              <td>
                <label>
                  <input
                    type="checkbox"
                    checked={!hidden}
                    aria-label={t('options_badge_show_on', site)}
                    onChange={({ currentTarget }) => {
                      const isHidden = !currentTarget.checked;
                      void change((now) => withPlacement(now, site, { hidden: isHidden }));
                    }}
                  />
                  {t(hidden ? 'options_badge_is_hidden' : 'options_badge_is_shown')}
                </label>
              </td>
              <td>
                {position === null ? (
                  t('options_badge_corner')
                ) : (
                  <>
                    {t('options_badge_moved')}{' '}
                    <button
                      type="button"
                      aria-label={t('options_badge_reset_one', site)}
                      onClick={() => change((now) => withPlacement(now, site, { position: null }))}
                    >
                      {t('options_badge_reset')}
                    </button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button
        type="button"
        onClick={() => change((now) => ({ ...now, badge: { ...now.badge, sites: {} } }))}
      >
        {t('options_badge_forget')}
      </button>
    </>
  );
}
