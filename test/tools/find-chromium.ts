import { canLoadExtensions } from './browser-version';
import { findBrowser, type FoundBrowser } from './find-browser';

/**
 * Chromium, Chrome for Testing, or Chrome before 137: browsers that load an unpacked extension from the command line.
 */
export function findChromium(): Promise<FoundBrowser> {
  return findBrowser({
    variable: 'CHROMIUM_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome-for-testing', 'google-chrome'],
    places: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
    aptPackage: 'chromium',
    playwrightName: 'chromium',
    usable: canLoadExtensions,
  });
}
