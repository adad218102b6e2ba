import { useEffect } from 'preact/hooks';

/** The address may name a section, which is there only once the settings are. */
export function useHash(isReady: boolean): void {
  useEffect(() => {
    const id = location.hash.slice(1);
    if (isReady && id !== '') document.getElementById(id)?.scrollIntoView({ behavior: 'instant' });
  }, [isReady]);
}
