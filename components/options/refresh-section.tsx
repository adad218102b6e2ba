import { REFRESH_PERIOD_MINUTES } from '../../lib/settings/fields';
import { useWords } from '../ui/words';
import type { RefreshCost, SectionProps } from './access';
import { NumberField } from './number-field';

const EVERY_SYMBOL_MINUTES = 5;

/** How often, and what that takes of the exchange's limit, which the person's own tab and bots share. */
export function RefreshSection({ settings, change, stored, access }: SectionProps) {
  const t = useWords();
  const minutes = settings.refreshPeriodMinutes;
  const costs = access.refreshCosts(stored.boards?.boards ?? [], settings);
  return (
    <NumberField
      label={t('options_refresh_period')}
      unit={t('options_refresh_unit')}
      value={minutes}
      limits={REFRESH_PERIOD_MINUTES}
      onSave={(refreshPeriodMinutes) => change((now) => ({ ...now, refreshPeriodMinutes }))}
    >
      <p class="options-hint">
        {minutes < EVERY_SYMBOL_MINUTES
          ? t('options_refresh_tiers', String(EVERY_SYMBOL_MINUTES))
          : t('options_refresh_all', String(minutes))}
      </p>
      {costs.length === 0 && <p class="options-note">{t('options_refresh_no_board')}</p>}
      {costs.map((cost) => (
        <Cost
          key={cost.venue}
          cost={cost}
          name={access.venues.find(({ id }) => id === cost.venue)?.name ?? cost.venue}
        />
      ))}
      <p class="options-hint">{t('options_refresh_history')}</p>
    </NumberField>
  );
}

function Cost({ cost, name }: { cost: RefreshCost; name: string }) {
  const t = useWords();
  const used = Math.max(1, Math.round(cost.perMinute));
  const share = (units: number) => `${Math.min(100, (100 * units) / cost.publishedPerMinute)}%`;
  return (
    <div class="refresh-cost">
      <p>
        <strong>
          {t('options_refresh_cost', name, String(used), String(cost.ceilingPerMinute))}
        </strong>
      </p>
      <div class="refresh-cost-bar" aria-hidden="true">
        <div class="refresh-cost-used" style={{ width: share(used) }} />
        <div class="refresh-cost-ceiling" style={{ left: share(cost.ceilingPerMinute) }} />
      </div>
      <p class="options-hint">
        {t(
          'options_refresh_arithmetic',
          String(cost.symbolsPerRefresh),
          String(cost.symbols),
          cost.publishedPerMinute.toLocaleString(),
        )}
      </p>
    </div>
  );
}
