/** The keyboard focus as a user sees it. */
import type { Page } from 'playwright-core';

export interface Focus {
  /** Accessible name and role, e.g. `button Refresh now`; a radio group is one stop. */
  name: string;
  /** Whether a focus ring is drawn around the element, its label or the row that it stands for. */
  isVisible: boolean;
}

/** Null when nothing has the focus. */
function focusOf(page: Page): Promise<Focus | null> {
  return page.evaluate(() => {
    const place = document.activeElement;
    if (place === null || place === document.body) return null;
    const labels = place instanceof HTMLInputElement ? [...(place.labels ?? [])] : [];
    const row = document.getElementById(place.getAttribute('aria-activedescendant') ?? '');
    const ringed = [place, ...labels, ...labels.flatMap((l) => [...l.children]), row];
    const isVisible = ringed.some((element) => {
      if (!element?.checkVisibility({ opacityProperty: true })) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
    });
    const radios = place.closest('fieldset, [role=radiogroup]');
    const isRadio = place.getAttribute('type') === 'radio';
    const group =
      radios?.getAttribute('aria-label') ?? radios?.querySelector('legend')?.textContent;
    const own =
      place.getAttribute('aria-label') ?? labels[0]?.textContent ?? place.textContent.trim();
    const kind = place.getAttribute('role') ?? place.getAttribute('type') ?? place.tagName;
    return { name: `${kind.toLowerCase()} ${isRadio ? group : own}`, isVisible };
  });
}

/** All stops of Tab from the top of the page, in order. */
export async function tabStops(page: Page): Promise<Focus[]> {
  const stops: Focus[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const focus = await focusOf(page);
    if (focus === null || (stops.length > 0 && focus.name === stops[0]?.name)) return stops;
    stops.push(focus.isVisible ? focus : { ...focus, isVisible: await looksFocused(page) });
    if (stops.length > 200) throw new Error('Tab never leaves the page');
  }
}

/** For rings that styles don't show, such as a slider's thumb: the element looks different without the focus. */
async function looksFocused(page: Page): Promise<boolean> {
  const place = await page.$(':focus');
  const clip = await place?.boundingBox();
  if (!place || !clip) return false;
  const focused = await page.screenshot({ clip });
  await place.evaluate((element) => (element as HTMLElement).blur());
  const plain = await page.screenshot({ clip });
  await place.focus();
  return !focused.equals(plain);
}

/** Presses Tab until the element with this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    if ((await focusOf(page))?.name === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}`);
}
