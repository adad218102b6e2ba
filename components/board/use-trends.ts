import { useEffect } from 'preact/hooks';
import type { BoardState } from '../../lib/board/store';
import { useBoard, useTools } from './access';
import { useIsPainted } from './use-first-paint-mark';

const storedOf = ({ stored }: BoardState) => stored;
const thresholdsOf = ({ settings }: BoardState) => settings.thresholds;
const periodOf = ({ settings }: BoardState) => settings.refreshPeriodMinutes;

/** The last day of every row: read once the first rows are on the screen, and again with each new board. */
export function useTrends(): void {
  const { access, store } = useTools();
  const isPainted = useIsPainted();
  const stored = useBoard(storedOf);
  const thresholds = useBoard(thresholdsOf);
  const periodMinutes = useBoard(periodOf);
  useEffect(() => {
    // Without a history there is no last day to be drawn.
    if (!isPainted || stored === null || stored.history) return undefined;
    let isHere = true;
    access
      .loadPast()
      .then((past) => past.trends(thresholds, periodMinutes * 60_000))
      .then(
        (trendOf) => {
          if (isHere) store.change({ trendOf });
        },
        (error: unknown) => {
          console.error('The last day could not be read.', error);
        },
      );
    return () => {
      isHere = false;
    };
  }, [access, store, isPainted, stored, thresholds, periodMinutes]);
}
