/** Checkboxes and radios by the keyboard: a click goes to a place, and a page that scrolls smoothly moves its places. */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from './wait';

/** Focuses the box and presses Space, unless it is as wanted already; it has to be as wanted afterwards. */
export async function press(box: Locator, wanted = true): Promise<void> {
  if ((await box.isChecked()) === wanted) return;
  await box.press('Space');
  await eventually(async () => expect(await box.isChecked()).toBe(wanted));
}
