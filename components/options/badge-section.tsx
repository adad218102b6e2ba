import { BANDS } from '../../lib/domain/band';
import type { Settings } from '../../lib/settings/settings';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import { BadgeSites } from './badge-sites';
import { ChoiceField } from './choice-field';
import { HostSwitch } from './host-switch';
import { SwitchField } from './switch-field';

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
        canGiveBack
        checked={settings.badge.tradingView}
        state={hosts}
        onSwitch={(tradingView) => changeBadge({ tradingView })}
      />
      <ChoiceField
        legend={t('options_badge_from')}
        hint={t('options_badge_from_hint')}
        value={settings.badge.fromBand}
        choices={BANDS.map((band) => ({
          value: band,
          label: band === 'neutral' ? t('options_badge_always') : t(`band_${band}`),
        }))}
        onChoose={(fromBand) => changeBadge({ fromBand })}
      />
      <BadgeSites settings={settings} change={change} />
    </>
  );
}
