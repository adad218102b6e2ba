/** Host permissions of venues that are off by default, granted and withdrawn like users do. */
import { expect } from 'vitest';
import type { Extension } from './extension';

/** Requests `origins` from the browser; the fixtures' profile has granted all that the manifest names. */
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
