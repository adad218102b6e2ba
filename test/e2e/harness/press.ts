/** Checkboxes and radios by keyboard: a click targets a position, which a smooth scroll moves. */
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from './wait';

/** Focuses the box and presses Space, unless it already has the wanted state; checks the state afterwards. */
export async function press(box: Locator, wanted = true): Promise<void> {
  if ((await box.isChecked()) === wanted) return;
  await box.press('Space');
  await eventually(async () => expect(await box.isChecked()).toBe(wanted));
}
