/** The theme and palette that a page is given: what was chosen, and the system's only where that was chosen. */
import { describe, expect, it } from 'vitest';
import { applyLook } from '../../../../components/ui/look';

function lookOf(theme: 'system' | 'light' | 'dark', prefersLight: boolean) {
  const root = document.createElement('div');
  applyLook(root, { theme, palette: 'classic' }, prefersLight);
  return root.dataset.theme;
}

describe('the theme', () => {
  it.each([
    ['light', true, 'light'],
    ['light', false, 'light'],
    ['dark', true, 'dark'],
    ['dark', false, 'dark'],
    ['system', true, 'light'],
    ['system', false, 'dark'],
  ] as const)('%s, where the system is light (%s), is %s', (theme, prefersLight, shown) => {
    expect(lookOf(theme, prefersLight)).toBe(shown);
  });
});

it('the palette is the chosen one', () => {
  const root = document.createElement('div');
  for (const palette of ['classic', 'safe'] as const) {
    applyLook(root, { theme: 'dark', palette }, false);
    expect(root.dataset.palette).toBe(palette);
  }
});
