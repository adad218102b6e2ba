import { grouped } from '../../lib/domain/format';
import { useWords } from '../ui/words';
import type { RefreshCost, VenueChoice } from './access';

/** What refreshing takes of each venue's limit. The whole bar is what we allow ourselves. */
export function RefreshCosts({
  costs,
  venues,
}: {
  costs: readonly RefreshCost[];
  venues: readonly VenueChoice[];
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
