import { useEffect, useState } from 'preact/hooks';
import type { Series } from '../../lib/domain/series';
import type { VenueId } from '../../lib/domain/venue';
import { useTools } from '../board/access';

export type PastState =
  { kind: 'loading' } | { kind: 'unreadable' } | { kind: 'ready'; series: Series | null };

/** One symbol's recorded series, read again with each new board; the previous data stays until then. */
export function usePast(venue: VenueId, symbol: string, fromMs: number, toMs: number): PastState {
  const { access } = useTools();
  const [state, setState] = useState<PastState>({ kind: 'loading' });
  useEffect(() => {
    let isHere = true;
    access
      .loadPast()
      .then((past) => past.read(venue, symbol, fromMs, toMs))
      .then(
        (series) => {
          if (isHere) setState({ kind: 'ready', series });
        },
        (error: unknown) => {
          console.error('The history could not be read.', error);
          if (isHere) setState({ kind: 'unreadable' });
        },
      );
    return () => {
      isHere = false;
    };
  }, [access, venue, symbol, fromMs, toMs]);
  return state;
}
