import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PerpKey } from '../../lib/domain/venue';
import { useTools } from './access';

/** One listener for all rows: the star watches, the venue's mark shows its rows alone, anywhere else on a row opens or closes its reasons. */
export function useGridClicks(grid: RefObject<HTMLElement>, onStar: (key: PerpKey) => void): void {
  const { store } = useTools();
  useEffect(() => {
    const element = grid.current;
    if (element === null) return undefined;
    const onClick = ({ target }: MouseEvent) => {
      if (!(target instanceof Element)) return;
      const key = target.closest('[data-key]')?.getAttribute('data-key');
      if (key === null || key === undefined) return;
      const { shown, open, venue } = store.getState();
      const row = shown.find((candidate) => candidate.key === key);
      if (row === undefined) return;
      if (target.closest('[data-star]') !== null) onStar(row.key);
      else if (target.closest('[data-venue]') !== null) {
        store.change({ venue: venue === row.venue ? null : row.venue });
      } else store.change({ selected: row.key, open: open === row.key ? null : row.key });
    };
    element.addEventListener('click', onClick);
    return () => element.removeEventListener('click', onClick);
  }, [grid, onStar, store]);
}
