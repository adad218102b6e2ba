import { useEffect, useState } from 'preact/hooks';
import type { BoardAccess, BoardState } from './access';

/** The newest boards, read again whenever one was written. A failed read keeps the last good ones. */
export function useBoard(access: BoardAccess): BoardState {
  const [state, setState] = useState<BoardState>({ boards: null, failed: false });
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const read = async () => {
      try {
        const boards = await access.read(signal);
        if (!signal.aborted) setState({ boards, failed: false });
      } catch {
        if (!signal.aborted) setState(({ boards }) => ({ boards, failed: true }));
      }
    };
    access.onChange(() => void read(), signal);
    void read();
    return () => {
      leaving.abort();
    };
  }, [access]);
  return state;
}
