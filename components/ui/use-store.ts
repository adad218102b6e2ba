import { useLayoutEffect, useState } from 'preact/hooks';
import type { StoreApi } from 'zustand/vanilla';

/** The selected part of a store; rerenders only when that part changes. `select` must not change between renders. */
export function useStore<S, T>(
  store: Pick<StoreApi<S>, 'getState' | 'subscribe'>,
  select: (state: S) => T,
): T {
  const [value, setValue] = useState(() => select(store.getState()));
  useLayoutEffect(() => {
    const update = () => setValue(() => select(store.getState()));
    update();
    return store.subscribe(update);
  }, [store, select]);
  return value;
}
