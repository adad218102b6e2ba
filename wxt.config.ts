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
  manifest: async ({ browser, command }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    // The last one prevents the browser from evicting the history when the disk runs short. No browser warns of it at
    // install.
    permissions: ['storage', 'alarms', 'scripting', 'unlimitedStorage'],
    ...(await hostPermissions()),
    // Not one of WXT's content scripts: see entrypoints/badge/index.ts. The worker registers other venues' sites once
    // the user has switched them on.
    content_scripts: [
      { matches: await firstSites(), js: ['badge.js'], run_at: 'document_start' as const },
    ],
    // A second barrier, should a request ever go to a wrong host. In development WXT has connections of its own.
    ...(command === 'build' && { content_security_policy: { extension_pages: contentPolicy() } }),
    icons: { 16: 'icons/16.png', 32: 'icons/32.png', 48: 'icons/48.png', 128: 'icons/128.png' },
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: {
          id: 'derivatives-pressure-score@example.org',
          strict_min_version: '140.0',
          // No data is collected, which the store wants declared.
          data_collection_permissions: { required: ['none'] },
        },
      },
    }),
    ...(browser !== 'firefox' && { minimum_chrome_version: '120' }),
  }),
  hooks: {
    'build:manifestGenerated': (_, manifest) => {
      const action: unknown = manifest.action;
      // WXT would use the title of the popup's page, in English.
      const title = { default_title: '__MSG_extension_action__' };
      if (typeof action === 'object' && action !== null) Object.assign(action, title);
    },
  },
  zip: { excludeSources: ['.ci/**', 'test/**'] },
});

/** The browser's default policy, with connections only to the venues' APIs: for pages and worker. */
function contentPolicy(): string {
  const origins = VENUES.flatMap(({ apiOrigins }) => apiOrigins);
  const connect = ["'self'", ...origins].join(' ');
  return `script-src 'self'; object-src 'self'; connect-src ${connect};`;
}

/**
 * For the venue that is on by default: its API, and its pages, which get the badge back after an update. Other hosts
 * are requested when the user switches their venue on.
 */
async function hostPermissions() {
  const venues = await Promise.all(
    VENUES.map(async (venue) => {
      const pages = await pagesOf(venue.id);
      const hosts = [...venue.apiOrigins.map((origin) => `${origin}/*`), ...pages.matches];
      return { pages, isOn: venue.onByDefault, hosts };
    }),
  );
  const hostsOf = (isOn: boolean) =>
    venues.filter((venue) => venue.isOn === isOn).flatMap(({ hosts }) => hosts);
  const { matches } = tradingViewPages(venues.map(({ pages }) => pages));
  return {
    host_permissions: hostsOf(true),
    // Some venues have their API and their pages on one host.
    optional_host_permissions: [...new Set([...hostsOf(false), ...matches])].filter(
      (host) => !hostsOf(true).includes(host),
    ),
  };
}

/** Sites of the badge by default. */
async function firstSites(): Promise<string[]> {
  const pages = await Promise.all(VENUES.map(({ id }) => pagesOf(id)));
  return pages.filter(({ byDefault }) => byDefault).flatMap(({ matches }) => matches);
}

async function pagesOf(venue: string): Promise<VenuePages> {
  const { pages } = (await import(`./lib/venues/${venue}/pages.ts`)) as PagesModule;
  return pages;
}

interface PagesModule {
  pages: VenuePages;
}

/**
 * One chunk for what the pages share before their first frame, by the bundler's own option: with the default chunks the
 * popup's rows are 5 % later.
 */
function fewChunks(): Plugin {
  const shared =
    /[\\/](preact|zustand|wxt|@wxt-dev)[\\/]|vite[\\/]preload-helper|wxt-html-plugins|(components[\\/]ui|lib[\\/](domain|scoring|settings[\\/]settings|messages|board[\\/](first-view|rows|summary))).*\.tsx?$/;
  return {
    name: 'few-chunks',
    outputOptions: (options) =>
      options.format === 'es'
        ? { ...options, codeSplitting: { groups: [{ name: 'base', test: shared }] } }
        : options,
  };
}
