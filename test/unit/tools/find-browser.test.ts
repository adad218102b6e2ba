import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canLoadExtensions } from '../../tools/browser-version';
import { findBrowser, type BrowserKind } from '../../tools/find-browser';

const KIND: BrowserKind = {
  variable: 'CHROMIUM_PATH',
  commands: ['chromium', 'google-chrome'],
  places: [],
  aptPackage: 'chromium',
  playwrightName: null,
  usable: canLoadExtensions,
};

describe('finding a browser', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'browsers-'));
    vi.stubEnv('CHROMIUM_PATH', '');
    vi.stubEnv('PATH', '');
  });

  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  /** A program that answers `--version` with `says`, found in the PATH after those made before it. */
  async function install(name: string, says: string, exitCode = 0): Promise<string> {
    const bin = await mkdtemp(join(folder, 'bin-'));
    const path = join(bin, name);
    await writeFile(path, `#!/bin/sh\necho "${says}"\nexit ${exitCode}\n`);
    await chmod(path, 0o755);
    vi.stubEnv('PATH', [process.env['PATH'], bin].filter(Boolean).join(delimiter));
    return path;
  }

  it('skips a stub and a Chrome that loads no extension', async () => {
    await install('chromium', 'requires the chromium snap to be installed', 1);
    await install('google-chrome', 'Google Chrome 150.0.1.2');
    const path = await install('chromium', 'Chromium 156.0.8078.79 built on Debian');
    await expect(findBrowser(KIND, false)).resolves.toMatchObject({ path, major: 156 });
  });

  it('takes the one that the variable names before any other', async () => {
    const named = await install('own-build', 'Google Chrome for Testing 141.0.1.2');
    await install('chromium', 'Chromium 156.0.8078.79');
    vi.stubEnv('CHROMIUM_PATH', named);
    await expect(findBrowser(KIND, false)).resolves.toMatchObject({ path: named });
  });

  it('refuses a variable that names no browser, rather than taking another', async () => {
    await install('chromium', 'Chromium 156.0.8078.79');
    vi.stubEnv('CHROMIUM_PATH', join(folder, 'missing'));
    await expect(findBrowser(KIND, false)).rejects.toThrow('CHROMIUM_PATH=');
  });

  it('says what to set when there is none', async () => {
    await expect(findBrowser(KIND, false)).rejects.toThrow('set CHROMIUM_PATH to its path');
  });
});
