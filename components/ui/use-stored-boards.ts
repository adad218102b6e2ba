import { useEffect, useState } from 'preact/hooks';
import type { BoardSource, StoredBoards } from '../../lib/domain/board';

/** `boards` is null until the first read ends. */
export interface BoardsState {
  boards: StoredBoards | null;
  failed: boolean;
}

/** The stored boards, read again after every write. After a failed read the last ones stay. */
export function useStoredBoards(source: BoardSource): BoardsState {
  const [state, setState] = useState<BoardsState>({ boards: null, failed: false });
  useEffect(() => {
    const unmounting = new AbortController();
    const { signal } = unmounting;
    const read = async () => {
      try {
        const boards = await source.read(signal);
        if (!signal.aborted) setState({ boards, failed: false });
      } catch {
        if (!signal.aborted) setState(({ boards }) => ({ boards, failed: true }));
      }
    };
    source.onChange(() => void read(), signal);
    void read();
    return () => {
      unmounting.abort();
    };
  }, [source]);
  return state;
}
