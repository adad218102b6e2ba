/** The venues in the top strip: a mark each, with a tooltip on its state, its data and its request budgets. */
import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import { pendingWindows } from '../../lib/board/board-status';
import { refreshedAtMs } from '../../lib/board/freshness';
import type { BoardState } from '../../lib/board/store';
import { isStaleAge } from '../../lib/domain/age';
import { staleAfterMs } from '../../lib/domain/board';
import { grouped } from '../../lib/domain/format';
import type { VenueId } from '../../lib/domain/venue';
import type { VenueStatus } from '../../lib/domain/venue-status';
import {
  TROUBLE_WORDS,
  ageWords,
  collectingWords,
  untilWords,
  exactClockWords,
  spanWords,
} from '../ui/times';
import { AGE_TICK_MS, useNow } from '../ui/use-now';
import { plural, useWords } from '../ui/words';
import { shortMark, useBoardState, useTools, useVenueName } from './access';

const whole = (state: BoardState) => state;

/** With more venues there is no space for their names. */
const MOST_NAMES = 2;

/**
 * One mark per venue that is on: its state as a shape, and in words on hover and focus. Pressed, it filters by that
 * venue.
 */
export function VenueMarks() {
  const t = useWords();
  const nowMs = useNow(AGE_TICK_MS);
  const { store } = useTools();
  const { stored, known, settings, venue, venues, readAtMs } = useBoardState(whole);
  const nameOf = useVenueName();
  const statuses = (known?.statuses ?? []).filter(({ venue: id }) => settings.venues[id] !== false);
  const [dismissed, setDismissed] = useState<VenueId | null>(null);
  const dismiss = (event: TargetedKeyboardEvent<HTMLButtonElement>, id: VenueId) => {
    const isSeen = dismissed !== id && event.currentTarget.matches(':hover, :focus-visible');
    if (event.key !== 'Escape' || !isSeen) return;
    // The first Escape closes the tooltip, the next one the popup.
    event.preventDefault();
    setDismissed(id);
  };
  const toggle = (id: VenueId) => {
    if (venues.length > 1) store.change({ venue: venue === id ? null : id });
  };
  return (
    <ul class="venues" aria-label={t('popup_venues')}>
      {statuses.map((status) => {
        const id = status.venue;
        const name = nameOf(id);
        const board = known?.boards.find((candidate) => candidate.venue === id);
        const atMs = refreshedAtMs(status, board);
        const isOld =
          atMs !== null && isStaleAge(nowMs - atMs, staleAfterMs(settings.refreshPeriodMinutes));
        const state = stateOf(status, atMs, isOld);
        return (
          <li key={id} {...(dismissed === id && { class: 'is-dismissed' })}>
            <button
              type="button"
              class={`venue is-${state}`}
              aria-describedby={tipId(id)}
              {...(venues.length > 1 && { 'aria-pressed': venue === id })}
              onClick={() => toggle(id)}
              onKeyDown={(event) => dismiss(event, id)}
              onBlur={() => setDismissed(null)}
              onMouseLeave={() => setDismissed(null)}
            >
              <span class="venue-shape" aria-hidden="true" />
              {statuses.length > MOST_NAMES ? (
                <>
                  <span aria-hidden="true">{shortMark(name)}</span>
                  <span class="sr-only">{name}</span>
                </>
              ) : (
                name
              )}
              <span class="sr-only"> {t(`popup_venue_${state}`)}</span>
            </button>
            {stored !== null && (
              <VenueTip
                {...{ id: tipId(id), name, status, nowMs, readAtMs, refreshedAtMs: atMs }}
                symbols={board?.perpStates.length ?? 0}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function stateOf(status: VenueStatus, atMs: number | null, isOld: boolean) {
  if (status.trouble !== null) return 'trouble';
  if (isOld) return 'stale';
  if (atMs === null) return 'new';
  return pendingWindows(status) === null ? 'fresh' : 'collecting';
}

function tipId(venue: VenueId): string {
  return `venue-tip-${venue}`;
}

interface VenueTipProps {
  id: string;
  name: string;
  status: VenueStatus;
  /** How many symbols its board has. */
  symbols: number;
  /** Null before the first refresh. */
  refreshedAtMs: number | null;
  readAtMs: number | null;
  nowMs: number;
}

/** A venue's tooltip: its state, its data, what is collected, and its budgets. */
function VenueTip(props: VenueTipProps) {
  const t = useWords();
  const { id, status, nowMs, refreshedAtMs } = props;
  const { trouble, droppedRows, setAside = 0, budgets } = status;
  const retryAtMs = trouble?.retryAtMs ?? null;
  const collecting = pendingWindows(status);
  return (
    <div class="tip" role="tooltip" id={id}>
      <p class="tip-name">{props.name}</p>
      {trouble !== null && <p class="tip-trouble">{t(TROUBLE_WORDS[trouble.kind])}</p>}
      {retryAtMs !== null && retryAtMs > nowMs && (
        <p class="tip-trouble">{t('popup_waiting_until', untilWords(retryAtMs, nowMs))}</p>
      )}
      <p>
        {refreshedAtMs === null
          ? t('popup_venue_waiting')
          : plural(
              t,
              'popup_venue_updated',
              props.symbols,
              grouped(props.symbols),
              ageWords(t, nowMs - refreshedAtMs),
            )}
      </p>
      {collecting !== null && <p>{t('popup_sampling', collectingWords(t, collecting, nowMs))}</p>}
      {droppedRows > 0 && (
        <p>{plural(t, 'popup_venue_dropped', droppedRows, grouped(droppedRows))}</p>
      )}
      {setAside > 0 && <p>{t('popup_venue_set_aside', grouped(setAside))}</p>}
      <BudgetMeter budgets={budgets} readAtMs={props.readAtMs} nowMs={nowMs} />
      {trouble !== null && <p>{trouble.detail}</p>}
    </div>
  );
}

type Budget = VenueStatus['budgets'][number];

interface BudgetMeterProps {
  budgets: readonly Budget[];
  /** When the budgets were read, ms; null: just now. */
  readAtMs: number | null;
  nowMs: number;
}

/**
 * Request budgets: the used part of our own limit as a bar and in words, and the use that the venue stated for this IP
 * address.
 */
function BudgetMeter({ budgets, readAtMs, nowMs }: BudgetMeterProps) {
  const t = useWords();
  if (budgets.length === 0) return null;
  return (
    <>
      <p>{t('popup_budgets')}</p>
      <ul class="meter">
        {budgets.map((budget) => {
          // After a whole window without a new read, all units are free again.
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
