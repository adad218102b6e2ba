import { fundingUnitOf } from '../../lib/board/columns';
import { rowAgeMs } from '../../lib/board/freshness';
import type { RankedRow } from '../../lib/board/rows';
import type { BoardState } from '../../lib/board/store';
import type { Layout, Slice } from '../../lib/board/window';
import { topOf } from '../../lib/board/window';
import { isOldAge } from '../../lib/domain/age';
import { staleAfterMs } from '../../lib/domain/board';
import { ageWords } from '../ui/times';
import { useNow } from '../ui/use-now';
import { useWords } from '../ui/words';
import { useVenueName } from './access';
import { Row } from './row';

const AGE_EVERY_MS = 10_000;

/** The drawn slice of the rows. */
export function GridRows(props: {
  state: BoardState;
  layout: Layout;
  slice: Slice;
  isManyVenues: boolean;
}) {
  const { state, layout, slice } = props;
  const t = useWords();
  const nowMs = useNow(AGE_EVERY_MS);
  const venueName = useVenueName();
  const { shown, watched, settings } = state;
  const oldMs = staleAfterMs(settings.refreshPeriodMinutes);
  const skews = new Map(state.known?.statuses.map((s) => [s.venue, s.clockSkewMs]));
  const staleWords = (row: RankedRow) => {
    // An asset is as old as its largest market; what is older says so in its reasons.
    const main = row.combined?.parts[0];
    const venue = main?.venue ?? row.venue;
    const ageMs = rowAgeMs(main?.standing ?? row, nowMs, skews.get(venue) ?? 0);
    return ageMs !== null && isOldAge(ageMs, oldMs) ? ageWords(t, ageMs) : null;
  };
  const isWatched = (row: RankedRow | undefined) => row !== undefined && watched.has(row.key);
  return (
    <>
      {shown.slice(slice.first, slice.end).map((row, offset) => {
        const index = slice.first + offset;
        const isBelowPanel = layout.openIndex >= 0 && index > layout.openIndex;
        return (
          <Row
            key={row.key}
            row={row}
            rowIndex={index + (isBelowPanel ? 3 : 2)}
            top={topOf(index, layout)}
            isSelected={row.key === state.selected}
            isOpen={row.key === state.open}
            isWatched={isWatched(row)}
            isLastWatched={isWatched(row) && !isWatched(shown[index + 1])}
            staleWords={staleWords(row)}
            trend={state.trendOf?.(row) ?? null}
            fundingUnit={fundingUnitOf(row, settings.fundingUnit)}
            nameOf={props.isManyVenues ? venueName : null}
            t={t}
          />
        );
      })}
    </>
  );
}
