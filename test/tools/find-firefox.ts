import { findBrowser, type FoundBrowser } from './find-browser';

/** Firefox from 140 on. Playwright's build has no Marionette, so it can't be used. */
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
