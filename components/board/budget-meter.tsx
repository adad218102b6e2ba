import { grouped } from '../../lib/domain/format';
import type { VenueStatus } from '../../lib/domain/venue-status';
import { exactClockWords, spanWords } from '../ui/times';
import { useWords } from '../ui/words';

type Budget = VenueStatus['budgets'][number];

interface BudgetMeterProps {
  budgets: readonly Budget[];
  /** When the budgets were read, ms; null: just now. */
  readAtMs: number | null;
  nowMs: number;
}

/** What we ask of a venue, of what we allow ourselves, a bar per budget and its numbers in words; and what all at this address do. */
export function BudgetMeter({ budgets, readAtMs, nowMs }: BudgetMeterProps) {
  const t = useWords();
  if (budgets.length === 0) return null;
  return (
    <>
      <p>{t('popup_budgets')}</p>
      <ul class="meter">
        {budgets.map((budget) => {
          // The windows slide on while nothing new is read: after a whole one, all of it is free again.
          const isOver = readAtMs !== null && nowMs - readAtMs > budget.windowMs;
          const used = isOver ? 0 : budget.used;
          const address = isOver ? null : (budget.address ?? null);
          const heldUntilMs = address?.heldUntilMs ?? null;
          const share = Math.min(1, used / budget.ceiling);
          return (
            <li key={budget.id} class={share >= 1 || heldUntilMs !== null ? 'is-full' : ''}>
              <span class="meter-name">{budget.id.replaceAll('-', ' ')}</span>
              <span class="progress" aria-hidden="true">
                <span class="progress-done" style={{ width: `${(share * 100).toFixed(1)}%` }} />
              </span>
              <span class="meter-words">
                {t(
                  'popup_budget',
                  grouped(used),
                  grouped(budget.ceiling),
                  spanWords(t, budget.windowMs),
                )}
              </span>
              {address !== null && (
                <span class="meter-address">
                  {t('popup_budget_address', grouped(address.used), grouped(address.limit))}
                  {heldUntilMs !== null && heldUntilMs > nowMs && (
                    <> · {t('popup_budget_held', exactClockWords(heldUntilMs))}</>
                  )}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
