import { findBrowser, type FoundBrowser } from './find-browser';

/** Any Firefox from 140 on. Playwright's own build has no Marionette, so it would not do. */
export function findFirefox(): Promise<FoundBrowser> {
  return findBrowser({
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    places: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    aptPackage: 'firefox-esr',
    playwrightName: null,
    usable: ({ product, major }) => product === 'firefox' && major >= 140,
  });
}
