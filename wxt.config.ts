import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import type { VenuePages } from './lib/venues/pages-contract';
import { VENUES } from './lib/venues/registry';
import { tradingViewPages } from './lib/venues/tradingview';

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    plugins: [preact(), fewChunks()],
    build: { target: ['chrome120', 'firefox140'], modulePreload: { polyfill: false } },
  }),
  manifest: async ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'scripting'],
    ...(await hostPermissions()),
    icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'derivatives-pressure-score@example.org',
          strict_min_version: '140.0',
          // Nothing is collected, and the store wants to hear so.
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
    ...(browser !== 'firefox' && { minimum_chrome_version: '120' }),
  }),
  hooks: {
    'build:manifestGenerated': (_, manifest) => {
      const action: unknown = manifest.action;
      // WXT takes the title of the popup's page, in English.
      const title = { default_title: '__MSG_extension_action__' };
      if (typeof action === 'object' && action !== null) Object.assign(action, title);
    },
  },
  zip: { excludeSources: ['.ci/**', 'test/**'] },
});

/**
 * For the venue that is on from the first day: the interface that is read, and the pages that get the badge back after
 * an update. Every further host is asked for when a person switches its venue on.
 */
async function hostPermissions() {
  const venues = await Promise.all(
    VENUES.map(async (venue) => {
      const { pages } = (await import(`./lib/venues/${venue.id}/pages.ts`)) as PagesModule;
      const hosts = [...venue.apiOrigins.map((origin) => `${origin}/*`), ...pages.matches];
      return { pages, isOn: venue.onByDefault, hosts };
    }),
  );
  const hostsOf = (isOn: boolean) =>
    venues.filter((venue) => venue.isOn === isOn).flatMap(({ hosts }) => hosts);
  const { matches } = tradingViewPages(venues.map(({ pages }) => pages));
  return {
    host_permissions: hostsOf(true),
    // Some venues have their interface and their pages on one host.
    optional_host_permissions: [...new Set([...hostsOf(false), ...matches])].filter(
      (host) => !hostsOf(true).includes(host),
    ),
  };
}

interface PagesModule {
  pages: VenuePages;
}

/**
 * What the pages share before their first frame is one file, by the bundler's own option: as it would cut them, the popup's rows
 * are a twentieth later.
 */
function fewChunks(): Plugin {
  const shared =
    /[\\/](preact|zustand|wxt|@wxt-dev)[\\/]|vite[\\/]preload-helper|wxt-html-plugins|(components[\\/]ui|lib[\\/](domain|scoring|settings[\\/]settings)).*\.tsx?$/;
  return {
    name: 'few-chunks',
    outputOptions: (options) =>
      options.format === 'es'
        ? { ...options, codeSplitting: { groups: [{ name: 'base', test: shared }] } }
        : options,
  };
}
