import type { BoardState } from '../../lib/board/store';
import { Progress } from '../ui/progress';
import { useWords } from '../ui/words';
import { useBoard } from './access';

const statusesOf = ({ known }: BoardState) => known?.statuses;

/** A hairline that fills while a refresh is under way. Its place is kept, so nothing moves when it ends. */
export function SweepLine() {
  const t = useWords();
  const sweeps = (useBoard(statusesOf) ?? []).flatMap(({ sweep }) => sweep ?? []);
  const done = sweeps.reduce((sum, sweep) => sum + sweep.done, 0);
  const wanted = sweeps.reduce((sum, sweep) => sum + sweep.wanted, 0);
  return (
    <div class="sweep">
      {wanted > done && <Progress done={done} wanted={wanted} label={t('popup_refreshing')} />}
    </div>
  );
}
