/**
 * Sets the theme and palette as the attributes that tokens.css reads. Separate from theme.ts, since the badge has no
 * hooks.
 */
import type { Palette, Theme } from '../../lib/settings/settings';

function resolveTheme(theme: Theme, prefersLight: boolean): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return prefersLight ? 'light' : 'dark';
}

export function applyLook(
  root: HTMLElement,
  look: { theme: Theme; palette: Palette },
  prefersLight: boolean,
): void {
  root.dataset.theme = resolveTheme(look.theme, prefersLight);
  root.dataset.palette = look.palette;
}
