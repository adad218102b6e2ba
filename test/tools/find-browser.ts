/** Finds or installs a browser: environment variable, PATH, apt (as root on Debian), Playwright's download. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { PATIENCE_MS } from '../patience';
import {
  aptBringsBrowser,
  parseBrowserVersion,
  parseOsRelease,
  type BrowserVersion,
} from './browser-version';
import { runCommand } from './run-command';

export interface BrowserKind {
  /** The environment variable with the browser's path. */
  variable: string;
  commands: readonly string[];
  /** Common paths outside the PATH, by platform. */
  places: readonly string[];
  aptPackage: string;
  /** The browser's name in Playwright's installer; null when Playwright's build can't be used. */
  playwrightName: 'chromium' | null;
  usable: (browser: BrowserVersion) => boolean;
}

export interface FoundBrowser extends BrowserVersion {
  path: string;
}

/** Logs slow steps to stderr. Throws an error naming the variable to set when no browser can be found or installed. */
export async function findBrowser(kind: BrowserKind, install = true): Promise<FoundBrowser> {
  const named = process.env[kind.variable];
  if (named !== undefined && named !== '') {
    const browser = await versionOf(named);
    if (browser !== null && kind.usable(browser)) return browser;
    throw new Error(`${kind.variable}=${named} is not a browser that can be used here.`);
  }
  const found = (await firstUsable(kind)) ?? (install ? await bring(kind) : null);
  if (found !== null) return found;
  throw new Error(
    `No usable ${kind.aptPackage} was found. Install it, or set ${kind.variable} to its path.`,
  );
}

async function firstUsable(kind: BrowserKind): Promise<FoundBrowser | null> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const inPath = kind.commands.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [...inPath, ...kind.places, ...playwrightPath(kind)]) {
    const browser = existsSync(path) ? await versionOf(path) : null;
    if (browser !== null && kind.usable(browser)) return browser;
  }
  return null;
}

async function versionOf(path: string): Promise<FoundBrowser | null> {
  const { code, stdout } = await runCommand(path, ['--version'], {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const version = code === 0 ? parseBrowserVersion(stdout) : null;
  return version && { ...version, path };
}

function playwrightPath(kind: BrowserKind): string[] {
  if (kind.playwrightName === null) return [];
  return [chromium.executablePath()];
}

async function bring(kind: BrowserKind): Promise<FoundBrowser | null> {
  if (await aptCanInstall()) {
    process.stderr.write(`Installing ${kind.aptPackage} with apt-get …\n`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand('apt-get', ['update'], { env });
    await runCommand('apt-get', ['install', '-y', '--no-install-recommends', kind.aptPackage], {
      env,
    });
    const installed = await firstUsable(kind);
    if (installed !== null) return installed;
  }
  if (kind.playwrightName === null) return null;
  process.stderr.write(`Downloading ${kind.playwrightName} with Playwright …\n`);
  const require = createRequire(import.meta.url);
  const cli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js');
  await runCommand(process.execPath, [cli, 'install', kind.playwrightName]);
  return firstUsable(kind);
}

async function aptCanInstall(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  if (!existsSync('/etc/os-release') || !existsSync('/usr/bin/apt-get')) return false;
  return aptBringsBrowser(parseOsRelease(await readFile('/etc/os-release', 'utf8')));
}
