import { useEffect, useState } from 'preact/hooks';

/** The result of `load` once it has resolved. `load` must not change between renders. */
export function useLazy<T>(load: () => Promise<T>): { loaded: T | null; failed: boolean } {
  const [state, setState] = useState<{ loaded: T | null; failed: boolean }>({
    loaded: null,
    failed: false,
  });
  useEffect(() => {
    let isHere = true;
    load().then(
      (loaded) => {
        if (isHere) setState({ loaded, failed: false });
      },
      (error: unknown) => {
        console.error('A part of the page could not be loaded.', error);
        if (isHere) setState({ loaded: null, failed: true });
      },
    );
    return () => {
      isHere = false;
    };
  }, [load]);
  return state;
}
