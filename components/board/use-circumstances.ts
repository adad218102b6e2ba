import type { Circumstances } from '../../lib/board/condition';
import { boardUpdatedAtMs } from '../../lib/board/freshness';
import type { BoardState } from '../../lib/board/store';
import { isWhole } from '../../lib/board/store';
import { staleAfterMs } from '../../lib/domain/board';
import { useNow } from '../ui/use-now';
import { useOnline } from '../ui/use-online';
import { useBoard, useTools } from './access';

const whole = (state: BoardState) => state;
/** How often what is said of ages is looked at. */
export const EVERY_MS = 5_000;

/** Everything that decides what the board has to say beside its rows. */
export function useCircumstances(): Circumstances {
  const { extras } = useTools();
  const state = useBoard(whole);
  const { known, readFailed, settings, summary, shownCount } = state;
  // What the first rows do not have, the others may.
  const mayCome = shownCount === 0 && !isWhole(state);
  const online = useOnline();
  const nowMs = useNow(EVERY_MS);
  const isOn = ({ venue }: { venue: string }) => settings.venues[venue] !== false;
  const boards = known?.boards.filter(isOn) ?? [];
  const statuses = (mayCome ? null : known?.statuses.filter(isOn)) ?? null;
  const updatedAtMs = boardUpdatedAtMs(boards, statuses ?? []);
  const chosen = Object.values(settings.venues);
  return {
    statuses,
    readFailed,
    history: state.stored?.history ?? null,
    online,
    allVenuesOff: chosen.length > 0 && !chosen.includes(true) && statuses?.length === 0,
    listed: mayCome ? 0 : summary.listed,
    shown: shownCount,
    ageMs: updatedAtMs === null ? null : nowMs - updatedAtMs,
    staleAfterMs: staleAfterMs(settings.refreshPeriodMinutes),
    nowMs,
    historyCostOf: (venue) => extras?.venues.find(({ id }) => id === venue)?.historyCost ?? null,
  };
}
