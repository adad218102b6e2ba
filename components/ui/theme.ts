/** Applies the theme and palette to the page's root element, where tokens.css reads them. */
import { useEffect } from 'preact/hooks';
import type { Palette, Theme } from '../../lib/settings/settings';
import { applyLook } from './look';

/** Keeps the page in the chosen theme; `system` follows the system. Null while the choice is unknown. */
export function useLook(look: { theme: Theme; palette: Palette } | null): void {
  const theme = look?.theme ?? 'system';
  const palette = look?.palette ?? 'safe';
  useEffect(() => {
    const light = window.matchMedia('(prefers-color-scheme: light)');
    const apply = () => applyLook(document.documentElement, { theme, palette }, light.matches);
    apply();
    light.addEventListener('change', apply);
    return () => light.removeEventListener('change', apply);
  }, [theme, palette]);
}
