/** The production build in a real Chromium that reaches only the embedded market. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { PATIENCE_MS } from '../../patience';
import { buildDir } from '../../tools/build';
import { findChromium } from '../../tools/find-chromium';
import { Extension } from './extension';
import { prepareProfile } from './profile';

/** What the browser needs of the market; `Market` has all of it. */
export interface MarketTarget {
  /** Hosts that the market serves, e.g. `fapi.binance.com`. */
  hosts: readonly string[];
  httpsPort: number;
  /** SHA-256 of the certificate's public key, base64. */
  certificateSpki: string;
}

export interface LaunchOptions {
  /** Null: the real network (`npm start -- --live`). */
  market: MarketTarget | null;
  /** A profile that is kept; absent: a new one, deleted with the browser. */
  userDataDir?: string;
  headless?: boolean;
  /** The user grants every host that the extension requests; only without `userDataDir`. */
  agreesToHosts?: boolean;
  /** The browser's default page zoom; only without `userDataDir`. */
  zoom?: number;
  extensionDir?: string;
  /** E.g. `light`; the browser's default when absent. */
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  forcedColors?: 'active' | 'none';
}

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // On a small screen the popup would not get its full height.
  '--screen-info={1600x1200}',
];

/** Cleans up when the launch fails. Throws when the service worker does not start. */
export async function launchExtension(options: LaunchOptions): Promise<Extension> {
  const { extensionDir = buildDir('chrome'), headless = true } = options;
  const temporary = options.userDataDir === undefined;
  const userDataDir = options.userDataDir ?? (await mkdtemp(join(tmpdir(), 'pressure-')));
  const { agreesToHosts, zoom } = options;
  if (temporary && (agreesToHosts || zoom !== undefined)) {
    await prepareProfile(userDataDir, extensionDir, { agreesToHosts, zoom });
  }
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath: (await findChromium()).path,
    headless,
    viewport: headless ? { width: 1280, height: 800 } : null,
    ...(options.colorScheme && { colorScheme: options.colorScheme }),
    ...(options.reducedMotion && { reducedMotion: options.reducedMotion }),
    ...(options.forcedColors && { forcedColors: options.forcedColors }),
    args: [
      ...(runsAsRoot() ? ['--no-sandbox'] : []),
      ...QUIET,
      ...marketRules(options.market),
      `--disable-extensions-except=${extensionDir}`,
      `--load-extension=${extensionDir}`,
    ],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const removeProfile = async (): Promise<void> => {
    if (temporary) await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return new Extension(context, await extensionId(context), removeProfile);
  } catch (error) {
    await context.close();
    await removeProfile();
    throw error;
  }
}

function runsAsRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

function marketRules(market: MarketTarget | null): string[] {
  if (market === null) return [];
  const rules = [
    ...market.hosts.map((host) => `MAP ${host}:443 127.0.0.1:${market.httpsPort}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
  ];
  return [
    `--host-resolver-rules=${rules.join(', ')}`,
    `--ignore-certificate-errors-spki-list=${market.certificateSpki}`,
  ];
}

async function extensionId(context: BrowserContext): Promise<string> {
  const worker =
    context.serviceWorkers()[0] ??
    (await context.waitForEvent('serviceworker', { timeout: PATIENCE_MS }));
  return new URL(worker.url()).host;
}
