import { REFRESH_PERIOD_MINUTES } from '../../lib/settings/settings';
import { plural, useWords } from '../ui/words';
import type { SectionProps, VenueOption } from './access';
import { NumberField } from './fields';
import { grouped } from '../../lib/domain/format';
import type { RefreshCost } from '../../lib/domain/venue-status';

const EVERY_SYMBOL_MINUTES = 5;

/** The refresh period and its cost: the user's own tabs and bots share the exchanges' rate limits. */
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
          : plural(t, 'options_refresh_all', minutes, String(minutes))}
      </p>
      {stored.boards && <RefreshCosts costs={costs} venues={access.venues} />}
      <p class="options-hint">{t('options_refresh_history')}</p>
    </NumberField>
  );
}

/** The share of each venue's rate limit that refreshing uses. A full bar is our own ceiling. */
function RefreshCosts({
  costs,
  venues,
}: {
  costs: readonly RefreshCost[];
  venues: readonly VenueOption[];
}) {
  const t = useWords();
  if (costs.length === 0) return <p class="options-note">{t('options_refresh_no_board')}</p>;
  return (
    <>
      <dl class="refresh-costs">
        {costs.map((cost) => (
          <div key={cost.venue}>
            <dt>{venues.find(({ id }) => id === cost.venue)?.name ?? cost.venue}</dt>
            <dd>
              <p>{t('options_refresh_cost', unitsOf(cost), grouped(cost.ceilingPerMinute))}</p>
              <div class="refresh-cost-bar" aria-hidden="true">
                <div class="refresh-cost-used" style={{ width: shareOf(cost) }} />
              </div>
              <p class="options-hint">
                {cost.symbolsPerRefresh === 0
                  ? t('options_refresh_bulk', grouped(cost.symbols))
                  : t(
                      'options_refresh_single',
                      grouped(cost.symbolsPerRefresh),
                      grouped(cost.symbols),
                    )}
              </p>
            </dd>
          </div>
        ))}
      </dl>
      <p class="options-hint">{t('options_refresh_ceiling')}</p>
    </>
  );
}

function unitsOf({ perMinute }: RefreshCost): string {
  return perMinute < 1 ? perMinute.toFixed(1) : grouped(perMinute);
}

function shareOf({ perMinute, ceilingPerMinute }: RefreshCost): string {
  return `${Math.min(100, (100 * perMinute) / ceilingPerMinute)}%`;
}
