import { REFRESH_PERIOD_MINUTES } from '../../lib/settings/fields';
import { useWords } from '../ui/words';
import type { SectionProps } from './access';
import { NumberField } from './number-field';
import { RefreshCosts } from './refresh-costs';

const EVERY_SYMBOL_MINUTES = 5;

/** How often, and what that takes of the exchanges' limits, which the person's own tabs and bots share. */
export function RefreshSection({ settings, change, stored, access }: SectionProps) {
  const t = useWords();
  const minutes = settings.refreshPeriodMinutes;
  const costs = access.refreshCosts(stored.boards?.boards ?? [], settings);
  const isTiered = costs.some(
    ({ symbols, symbolsPerRefresh: asked }) => 0 < asked && asked < symbols,
  );
  return (
    <NumberField
      label={t('options_refresh_period')}
      unit={t('options_refresh_unit')}
      value={minutes}
      limits={REFRESH_PERIOD_MINUTES}
      onSave={(refreshPeriodMinutes) => change((now) => ({ ...now, refreshPeriodMinutes }))}
    >
      <p class="options-hint">
        {isTiered
          ? t('options_refresh_tiers', String(EVERY_SYMBOL_MINUTES))
          : t('options_refresh_all', String(minutes))}
      </p>
      {stored.boards && <RefreshCosts costs={costs} venues={access.venues} />}
      <p class="options-hint">{t('options_refresh_history')}</p>
    </NumberField>
  );
}
