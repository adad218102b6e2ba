/** Sites of venues that are not on from the first day, allowed and taken back as the options page and people do. */
import { expect } from 'vitest';
import type { Extension } from './extension';

/** Asks the browser for `origins`; the fixtures' profile has agreed to all that the manifest names. */
export async function grantHosts(extension: Extension, origins: readonly string[]): Promise<void> {
  const granted = await extension.onPage((page) =>
    page.evaluate((asked) => chrome.permissions.request({ origins: [...asked] }), origins),
  );
  expect(granted, `the browser allows ${origins.join(', ')}`).toBe(true);
}

export async function withdrawHosts(
  extension: Extension,
  origins: readonly string[],
): Promise<void> {
  await extension.onPage((page) =>
    page.evaluate((given) => chrome.permissions.remove({ origins: [...given] }), origins),
  );
}
