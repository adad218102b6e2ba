import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import { pendingWindows } from '../../lib/board/collecting';
import { refreshedAtMs } from '../../lib/board/freshness';
import type { BoardState } from '../../lib/board/store';
import { isOldAge } from '../../lib/domain/age';
import { staleAfterMs } from '../../lib/domain/board';
import type { VenueId } from '../../lib/domain/venue';
import type { VenueStatus } from '../../lib/domain/venue-status';
import { useNow } from '../ui/use-now';
import { useWords } from '../ui/words';
import { shortMark, useBoard, useTools, useVenueName } from './access';
import { VenueTip } from './venue-tip';

const whole = (state: BoardState) => state;

const EVERY_MS = 5_000;
/** More than these have no room for their names. */
const MOST_NAMES = 2;

/** One mark per venue that is on: its state as a shape, in words on hover and focus. Pressed, only its rows are shown. */
export function VenueMarks() {
  const t = useWords();
  const nowMs = useNow(EVERY_MS);
  const { store } = useTools();
  const { stored, known, settings, venue, venues, readAtMs } = useBoard(whole);
  const nameOf = useVenueName();
  const statuses = (known?.statuses ?? []).filter(({ venue: id }) => settings.venues[id] !== false);
  const [dismissed, setDismissed] = useState<VenueId | null>(null);
  const dismiss = (event: TargetedKeyboardEvent<HTMLButtonElement>, id: VenueId) => {
    const isSeen = dismissed !== id && event.currentTarget.matches(':hover, :focus-visible');
    if (event.key !== 'Escape' || !isSeen) return;
    // The first Escape is the tooltip's; the popup has the next.
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
          atMs !== null && isOldAge(nowMs - atMs, staleAfterMs(settings.refreshPeriodMinutes));
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
                symbols={board?.standings.length ?? 0}
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
