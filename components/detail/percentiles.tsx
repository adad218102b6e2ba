import type { BoardPercentile, HistoryPercentile } from '../../lib/board/percentile';
import { grouped } from '../../lib/domain/format';
import { countWords } from '../ui/count-words';
import { plural, useWords } from '../ui/words';
import { TermButton } from '../ui/term';
import { DAY_MS } from '../../lib/domain/time';

/** The percentiles of the score: among all rows now, and in its own history. */
export function Percentiles({
  board,
  history,
}: {
  board: BoardPercentile | null;
  history: HistoryPercentile;
}) {
  const t = useWords();
  const recordedDays = (history.recordedMs / DAY_MS).toFixed(1);
  const days = plural(t, 'count_days', Number(recordedDays), recordedDays);
  return (
    <dl class="places">
      <div>
        <dt>
          <TermButton id="placeBoard">{t('detail_place_board')}</TermButton>
        </dt>
        <dd>
          {board === null ? (
            t('popup_missing_unranked')
          ) : (
            <>
              <Scale pct={board.abovePct} />
              {t('detail_rank', grouped(board.rank), grouped(board.of), String(board.abovePct))}
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>
          <TermButton id="placeHistory">{t('detail_place_history')}</TermButton>
        </dt>
        <dd>
          {history.abovePct === null ? (
            t('detail_too_short', days)
          ) : (
            <>
              <Scale pct={history.abovePct} />
              {t(
                'detail_percentile',
                String(history.abovePct),
                countWords(t, 'samples', history.samples),
                days,
              )}
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Scale({ pct }: { pct: number }) {
  return (
    <span class="place-scale" aria-hidden="true">
      <span style={{ left: `${pct}%` }} />
    </span>
  );
}
