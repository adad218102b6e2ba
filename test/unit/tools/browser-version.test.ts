import { describe, expect, it } from 'vitest';
import {
  aptBringsBrowser,
  canLoadExtensions,
  parseBrowserVersion,
  parseOsRelease,
} from '../../tools/browser-version';

describe('what a browser says of itself', () => {
  it.each([
    ['Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)', 'chromium', 156, true],
    ['Google Chrome for Testing 141.0.7390.37 ', 'chrome-for-testing', 141, true],
    ['Google Chrome 136.0.7103.59 ', 'chrome', 136, true],
    ['Google Chrome 137.0.7151.40 ', 'chrome', 137, false],
    ['Mozilla Firefox 153.0esr', 'firefox', 153, false],
  ])('%s', (output, product, major, loads) => {
    const browser = parseBrowserVersion(output);
    expect(browser).toMatchObject({ product, major });
    expect(browser && canLoadExtensions(browser)).toBe(loads);
  });

  it.each([
    '',
    "Command '/usr/bin/chromium-browser' requires the chromium snap to be installed.",
    'Chromium unknown',
  ])('is nothing for a stub: %j', (output) => {
    expect(parseBrowserVersion(output)).toBeNull();
  });
});

describe('where apt brings a browser', () => {
  it.each([
    ['PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', true],
    ['ID=ubuntu\nID_LIKE=debian\n', false],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\n', false],
    ['ID=kali\nID_LIKE="debian"\n', true],
    ['ID=fedora\n', false],
    ['', false],
  ])('%j', (text, expected) => {
    expect(aptBringsBrowser(parseOsRelease(text))).toBe(expected);
  });
});
