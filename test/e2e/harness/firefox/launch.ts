/** The Firefox build in a real Firefox that reaches only the embedded market. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDir } from '../../../tools/build';
import { findFirefox } from '../../../tools/find-firefox';
import type { MarketTarget } from '../launch';
import { startConnectProxy } from './connect-proxy';
import { FirefoxExtension } from './extension';
import { Marionette } from './marionette';

/** Firefox gives an extension a random UUID at each install, unless this preference sets it. */
const UUID = '6e1a3f52-6c1d-4d0e-9d7b-2f0a5c3b8e41';

/** Throws when there is no Firefox, or when the build has no extension id. */
export async function launchFirefox(
  market: MarketTarget,
  extensionDir = buildDir('firefox'),
): Promise<FirefoxExtension> {
  const { path } = await findFirefox();
  const addonId = await readAddonId(extensionDir);
  const proxy = await startConnectProxy(market);
  const profile = await mkdtemp(join(tmpdir(), 'pressure-firefox-'));
  const port = await freePort();
  await writeFile(join(profile, 'user.js'), userPreferences(port, proxy.port, addonId));
  const rights = ['--marionette', '--remote-allow-system-access'];
  const firefox = spawn(path, ['--headless', ...rights, '--no-remote', '--profile', profile], {
    stdio: 'ignore',
    env: { ...process.env, MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '900' },
  });
  const kill = (): void => {
    firefox.kill('SIGKILL');
  };
  process.once('exit', kill);
  const exited = new Promise((resolve) => firefox.once('exit', resolve));
  const end = async (): Promise<void> => {
    kill();
    process.off('exit', kill);
    await exited;
    await proxy.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const marionette = await Marionette.connect(port);
    await marionette.send('WebDriver:NewSession', { acceptInsecureCerts: true });
    await marionette.send('Addon:Install', { path: extensionDir, temporary: true });
    return new FirefoxExtension(marionette, UUID, end);
  } catch (error) {
    await end();
    throw error;
  }
}

async function readAddonId(extensionDir: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extensionDir, 'manifest.json'), 'utf8')) as {
    browser_specific_settings?: { gecko?: { id?: string } };
  };
  const id = manifest.browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error('The manifest has no browser_specific_settings.gecko.id');
  return id;
}

function userPreferences(marionettePort: number, proxyPort: number, addonId: string): string {
  const preferences = {
    'marionette.port': marionettePort,
    'extensions.webextensions.uuids': JSON.stringify({ [addonId]: UUID }),
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.no_proxies_on': '',
    'network.dns.disablePrefetch': true,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'app.update.enabled': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'browser.startup.page': 0,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.enabled': false,
    'services.settings.server': 'data:,',
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  return `${lines.join('\n')}\n`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No free port'));
        else resolve(address.port);
      });
    });
  });
}
