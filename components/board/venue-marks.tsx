import { refreshedAtMs } from '../../lib/board/freshness';
import type { BoardState } from '../../lib/board/store';
import type { VenueBoard } from '../../lib/domain/board';
import { staleAfterMs } from '../../lib/domain/board';
import type { VenueStatus } from '../../lib/domain/venue-status';
import { TROUBLE_WORDS, ageWords, clockWords } from '../ui/times';
import { useNow } from '../ui/use-now';
import type { Words } from '../ui/words';
import { useWords } from '../ui/words';
import { useBoard, useVenueName } from './access';

const storedOf = ({ stored }: BoardState) => stored;
const settingsOf = ({ settings }: BoardState) => settings;

const EVERY_MS = 5_000;

/** One mark per venue that is on: its state as a shape, in words on hover and focus. */
export function VenueMarks() {
  const t = useWords();
  const nowMs = useNow(EVERY_MS);
  const stored = useBoard(storedOf);
  const settings = useBoard(settingsOf);
  const nameOf = useVenueName();
  const statuses = (stored?.statuses ?? []).filter(({ venue }) => settings.venues[venue] !== false);
  return (
    <ul class="venues" aria-label={t('popup_venues')}>
      {statuses.map((status) => {
        const board = stored?.boards.find(({ venue }) => venue === status.venue);
        const atMs = refreshedAtMs(status, board);
        const isOld = atMs !== null && nowMs - atMs > staleAfterMs(settings.refreshPeriodMinutes);
        const state =
          status.trouble !== null ? 'trouble' : isOld ? 'stale' : atMs === null ? 'new' : 'fresh';
        return (
          <li key={status.venue}>
            <button type="button" class={`venue is-${state}`} aria-describedby={tipId(status)}>
              <span class="venue-shape" aria-hidden="true" />
              {nameOf(status.venue)}
              <span class="sr-only">{t(`popup_venue_${state}`)}</span>
            </button>
            <div class="tip" role="tooltip" id={tipId(status)}>
              {sentences(t, status, board, atMs && nowMs - atMs).map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function tipId({ venue }: VenueStatus): string {
  return `venue-tip-${venue}`;
}

function sentences(
  t: Words,
  { trouble, droppedRows, budgets }: VenueStatus,
  board: VenueBoard | undefined,
  ageMs: number | null,
): string[] {
  const retryAtMs = trouble?.retryAtMs ?? null;
  const busiest = Math.max(0, ...budgets.map(({ used, ceiling }) => used / ceiling));
  return [
    ...(trouble === null ? [] : [t(TROUBLE_WORDS[trouble.kind])]),
    ...(retryAtMs === null ? [] : [t('popup_retry_at', clockWords(retryAtMs))]),
    ageMs === null
      ? t('popup_venue_waiting')
      : t('popup_venue_updated', String(board?.standings.length ?? 0), ageWords(t, ageMs)),
    ...(droppedRows === 0 ? [] : [t('popup_venue_dropped', String(droppedRows))]),
    ...(budgets.length === 0 ? [] : [t('popup_venue_budget', String(Math.round(busiest * 100)))]),
    ...(trouble === null ? [] : [trouble.detail]),
  ];
}
