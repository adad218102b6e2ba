import { boardUpdatedAtMs } from '../../lib/board/freshness';
import type { BoardState } from '../../lib/board/store';
import { staleAfterMs } from '../../lib/domain/board';
import { IconButton } from '../ui/icon-button';
import { ageWords } from '../ui/times';
import { useNow } from '../ui/use-now';
import { useWords } from '../ui/words';
import { useBoard, useTools } from './access';
import { EVERY_MS } from './use-circumstances';

const MINUTE_MS = 60_000;

const knownOf = ({ known }: BoardState) => known;
const periodOf = ({ settings }: BoardState) => settings.refreshPeriodMinutes;

/** The board's age, and what can be done about it. */
export function Actions() {
  const t = useWords();
  const { access } = useTools();
  const { openInTab } = access;
  return (
    <div class="actions">
      <Age />
      <IconButton icon="refresh" label={t('popup_refresh')} onClick={() => access.refresh(true)} />
      <IconButton icon="options" label={t('popup_options')} onClick={access.openOptions} />
      {openInTab && (
        <IconButton icon="tab" label={t('popup_open_tab')} onClick={() => openInTab(null)} />
      )}
    </div>
  );
}

function Age() {
  const t = useWords();
  const known = useBoard(knownOf);
  const periodMinutes = useBoard(periodOf);
  const updatedAtMs = boardUpdatedAtMs(known?.boards ?? [], known?.statuses ?? []);
  const isYoung = Date.now() - (updatedAtMs ?? 0) < MINUTE_MS;
  const nowMs = useNow(isYoung ? 1_000 : EVERY_MS);
  if (updatedAtMs === null) return null;
  const ageMs = nowMs - updatedAtMs;
  const isOld = ageMs > staleAfterMs(periodMinutes);
  return <span class={`age${isOld ? ' is-old' : ''}`}>{ageWords(t, ageMs)}</span>;
}
