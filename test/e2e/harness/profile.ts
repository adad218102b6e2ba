/** A browser profile in which a person has gone through what no test can click. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  optional_host_permissions?: string[];
}

/** What a person has set or agreed to. */
export interface Habits {
  /** To every host that the extension may ask for. */
  agreesToHosts?: boolean | undefined;
  /** The browser's page zoom for all that has none of its own, the toolbar's popup too. */
  zoom?: number | undefined;
}

/**
 * Writes a new profile's preferences. With `agreesToHosts` the extension's optional hosts were all agreed to once, and given back. The
 * browser then grants them without its question, which is in a window of its own, but only when they are asked for: until
 * then the extension has what a fresh install has. Developer mode is on, without which an extension from a folder ends
 * as it reloads.
 */
export async function prepareProfile(
  userDataDir: string,
  extensionDir: string,
  { agreesToHosts = false, zoom = 1 }: Habits,
): Promise<void> {
  const manifest = await readFile(join(extensionDir, 'manifest.json'), 'utf8');
  const { optional_host_permissions: hosts = [] } = JSON.parse(manifest) as Manifest;
  const agreed = { api: [], explicit_host: hosts, manifest_permissions: [], scriptable_host: [] };
  const settings = {
    [unpackedId(extensionDir)]: {
      granted_permissions: agreed,
      runtime_granted_permissions: agreed,
    },
  };
  const preferences = {
    ...(agreesToHosts && { extensions: { ui: { developer_mode: true }, settings } }),
    // Chromium counts in steps of a fifth, for each store of pages; `x` is the usual one.
    partition: { default_zoom_level: { x: Math.log(zoom) / Math.log(1.2) } },
  };
  await mkdir(join(userDataDir, 'Default'));
  await writeFile(join(userDataDir, 'Default/Preferences'), JSON.stringify(preferences));
}

/** Chromium's id of an extension without a key: the hash of its folder's path, its digits written a to p. */
function unpackedId(extensionDir: string): string {
  const digits = createHash('sha256').update(extensionDir).digest('hex').slice(0, 32);
  return digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
