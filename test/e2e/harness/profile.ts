/** A browser profile with settings and consents that tests can't click. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  optional_host_permissions?: string[];
}

/** What the user has set or granted. */
export interface ProfileOptions {
  /** All hosts that the extension may request. */
  agreesToHosts?: boolean | undefined;
  /** The browser's default page zoom, also of the toolbar's popup. */
  zoom?: number | undefined;
}

/**
 * Writes a new profile's preferences. With `agreesToHosts` all optional hosts of the extension were granted once and
 * withdrawn again. The browser then grants them without its prompt, which is in a window of its own, but only on
 * request: until then the extension is as after a fresh install. Developer mode is on, since without it an unpacked
 * extension ends when it reloads.
 */
export async function prepareProfile(
  userDataDir: string,
  extensionDir: string,
  { agreesToHosts = false, zoom = 1 }: ProfileOptions,
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
    // Chromium's zoom levels are powers of 1.2, by storage partition; `x` is the default one.
    partition: { default_zoom_level: { x: Math.log(zoom) / Math.log(1.2) } },
  };
  await mkdir(join(userDataDir, 'Default'));
  await writeFile(join(userDataDir, 'Default/Preferences'), JSON.stringify(preferences));
}

/**
 * Chromium's id of an extension without a key: the hash of its folder's path, with its hex digits written as a to p.
 */
function unpackedId(extensionDir: string): string {
  const digits = createHash('sha256').update(extensionDir).digest('hex').slice(0, 32);
  return digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
