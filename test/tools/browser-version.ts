/** Parses a browser's `--version` output, and whether it can load an unpacked extension. */

export interface BrowserVersion {
  product: 'chromium' | 'chrome' | 'chrome-for-testing' | 'firefox';
  major: number;
  /** E.g. `156.0.8078.79`. */
  version: string;
}

const PRODUCTS = [
  [/\bGoogle Chrome for Testing (\d+)([\d.]*)/, 'chrome-for-testing'],
  [/\bGoogle Chrome (\d+)([\d.]*)/, 'chrome'],
  [/\bChromium (\d+)([\d.]*)/, 'chromium'],
  [/\bMozilla Firefox (\d+)([\d.]*)/, 'firefox'],
] as const;

/** Null when the output has no version, such as that of Ubuntu's stub for a snap. */
export function parseBrowserVersion(output: string): BrowserVersion | null {
  for (const [pattern, product] of PRODUCTS) {
    const match = pattern.exec(output);
    if (match !== null) {
      return { product, major: Number(match[1]), version: `${match[1] ?? ''}${match[2] ?? ''}` };
    }
  }
  return null;
}

/** Google-branded Chrome ignores `--load-extension` from version 137 on. */
export function canLoadExtensions(browser: BrowserVersion): boolean {
  if (browser.product === 'firefox') return false;
  return browser.product !== 'chrome' || browser.major < 137;
}

export interface LinuxSystem {
  id: string;
  /** The distributions it is derived from, e.g. `debian`. */
  like: readonly string[];
}

/** Reads `/etc/os-release`. */
export function parseOsRelease(text: string): LinuxSystem {
  const value = (name: string): string =>
    new RegExp(`^${name}=["']?([^"'\\n]*)["']?$`, 'm').exec(text)?.[1] ?? '';
  return { id: value('ID'), like: value('ID_LIKE').split(' ').filter(Boolean) };
}

/** Debian's package is a browser; Ubuntu's is a stub for a snap that cannot run everywhere. */
export function aptBringsBrowser({ id, like }: LinuxSystem): boolean {
  return (
    id === 'debian' || (like.includes('debian') && id !== 'ubuntu' && !like.includes('ubuntu'))
  );
}
