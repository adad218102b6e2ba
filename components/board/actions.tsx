import { boardUpdatedAtMs, refreshedAtMs } from '../../lib/board/freshness';
import type { BoardState } from '../../lib/board/store';
import { isOldAge } from '../../lib/domain/age';
import { staleAfterMs } from '../../lib/domain/board';
import { IconButton } from '../ui/icon-button';
import { ageWords } from '../ui/times';
import { useNow } from '../ui/use-now';
import { useWords } from '../ui/words';
import { useBoard, useTools, useVenueName } from './access';
import { EVERY_MS } from './use-circumstances';
import { useRefresh } from './use-refresh';
import { MINUTE_MS } from '../../lib/domain/time';

/** By reference the same while the choice of venues is. */
const chosenOf = ({ settings }: BoardState) => settings.venues;
const knownOf = ({ known }: BoardState) => known;
const periodOf = ({ settings }: BoardState) => settings.refreshPeriodMinutes;

/** The board's age, and what can be done about it. */
export function Actions() {
  const t = useWords();
  const { access } = useTools();
  const refresh = useRefresh();
  const { openInTab } = access;
  return (
    <div class="actions">
      <Age />
      <IconButton icon="refresh" label={t('popup_refresh')} onClick={() => refresh()} />
      <IconButton icon="options" label={t('popup_options')} onClick={access.openOptions} />
      {openInTab && (
        <IconButton icon="tab" label={t('popup_open_tab')} onClick={() => openInTab(null)} />
      )}
    </div>
  );
}

/** Of the venue that was refreshed longest ago: by name where there are others. */
function Age() {
  const t = useWords();
  const nameOf = useVenueName();
  const known = useBoard(knownOf);
  const periodMinutes = useBoard(periodOf);
  const chosen = useBoard(chosenOf);
  const isOn = ({ venue }: { venue: string }) => chosen[venue] !== false;
  const boards = known?.boards.filter(isOn) ?? [];
  const statuses = known?.statuses.filter(isOn) ?? [];
  const updatedAtMs = boardUpdatedAtMs(boards, statuses);
  const isYoung = Date.now() - (updatedAtMs ?? 0) < MINUTE_MS;
  const nowMs = useNow(isYoung ? 1_000 : EVERY_MS);
  if (updatedAtMs === null) return null;
  const ageMs = nowMs - updatedAtMs;
  const isOld = isOldAge(ageMs, staleAfterMs(periodMinutes));
  const ages = boards.map((board) => {
    const atMs = refreshedAtMs(
      statuses.find(({ venue }) => venue === board.venue),
      board,
    );
    const name = nameOf(board.venue);
    return { atMs, name, words: t('popup_age_of', name, ageWords(t, nowMs - (atMs ?? Infinity))) };
  });
  const whose = ages.find(({ atMs }) => atMs === updatedAtMs);
  return (
    <span class={`age${isOld ? ' is-old' : ''}`} title={ages.map(({ words }) => words).join('\n')}>
      {whose !== undefined && ages.length > 1 ? whose.words : ageWords(t, ageMs)}
    </span>
  );
}
