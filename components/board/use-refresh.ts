import { useCallback } from 'preact/hooks';
import { useTools } from './access';

/** Asks for fresh data now, and keeps what came of it for the board to say. */
export function useRefresh(): (warned?: boolean) => void {
  const { store, access } = useTools();
  return useCallback(
    (warned = false) => {
      const asked = async (): Promise<void> => {
        const answers = await (warned ? access.refresh(true, true) : access.refresh(true));
        store.change({ asked: { answers, atMs: Date.now() } });
      };
      void asked();
    },
    [store, access],
  );
}
