import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { minify } from 'terser';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import type { VenuePages } from './lib/venues/pages-contract';
import { VENUES } from './lib/venues/registry';
import { tradingViewPages } from './lib/venues/tradingview';

/** Dexie's build for today's browsers: smaller than the one its package resolves to. */
const DEXIE = fileURLToPath(new URL('node_modules/dexie/dist/modern/dexie.mjs', import.meta.url));

const NO_CONTEXT = fileURLToPath(
  new URL('entrypoints/badge.content/no-context.ts', import.meta.url),
);

export default defineConfig({
  manifestVersion: 3,
  imports: false,
  hooks: {
    'build:done': async ({ config }) => {
      if (config.mode !== 'production') return;
      await minifyAgain(join(config.outDir, 'background.js'));
      const reached = join(config.outDir, 'badge-reached.js');
      await minifyAgain(reached);
      // The first script's styles are the second's, too.
      const readers = await readFile(reached, 'utf8');
      await minifyAgain(join(config.outDir, 'content-scripts/badge.js'), (code) =>
        withoutUnusedTokens(code, code + readers),
      );
    },
  },
  vite: () => ({
    plugins: [preact(), leanDexie(), leanZod(), fewChunks(), inlineStyles()],
    resolve: { alias: { dexie: DEXIE, 'wxt/utils/content-script-context': NO_CONTEXT } },
    build: { target: ['chrome120', 'firefox140'], modulePreload: { polyfill: false } },
  }),
  manifest: async ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'scripting'],
    ...(await hostPermissions()),
    action: { default_title: '__MSG_extension_action__' },
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
    optional_host_permissions: [...hostsOf(false), ...matches],
  };
}

interface PagesModule {
  pages: VenuePages;
}

/** What the pages share before their first frame is one file: each further one costs the popup several milliseconds. */
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

/** The popup's own styles lie in its page: a file more would hold up its first frame. */
function inlineStyles(): Plugin {
  const link = /<link rel="stylesheet"[^>]* href="\/([^"]+)">/;
  return {
    name: 'inline-styles',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const page of Object.values(bundle)) {
          if (page.type !== 'asset' || !/popup.(index.)?html$/.test(page.fileName)) continue;
          const html = String(page.source);
          const file = link.exec(html)?.[1] ?? '';
          const styles = bundle[file];
          if (styles?.type !== 'asset') throw new Error(`${page.fileName} has no styles`);
          page.source = html.replace(link, () => `<style>${String(styles.source)}</style>`);
          Reflect.deleteProperty(bundle, file);
        }
      },
    },
  };
}

/** A second, slower pass over scripts whose size is counted: what Vite's minifier leaves is 0.6 kB (gzip) of the worker. */
async function minifyAgain(file: string, after = (code: string) => code): Promise<void> {
  const compress = { passes: 3, unsafe_arrows: true, pure_getters: true, keep_fargs: false };
  const { code } = await minify(await readFile(file, 'utf8'), { ecma: 2022, compress });
  if (code === undefined) throw new Error(`${file} could not be minified`);
  await writeFile(file, after(code));
}

/**
 * The badge carries the tokens of every surface: out with those that `readers` never read, and with their place on whole
 * pages. No name in a minified script is as long as theirs.
 */
function withoutUnusedTokens(code: string, readers: string): string {
  return code
    .replaceAll(/(--[a-z][a-z\d-]{3,}):[^;}`]*;?/g, (definition, name: string) =>
      readers.includes(`var(${name})`) ? definition : '',
    )
    .replaceAll(/:root(\[[^,{]*)?,/g, '');
}

/**
 * Live queries with their cache across tabs, hooks, virtual indexes, cursors and methods that nobody here calls are a third
 * of Dexie, which a bundler can't see: they hang on its classes. What is left reads, puts and deletes by keys and by ranges of
 * the primary key. A Dexie whose lines read otherwise fails the build.
 */
function leanDexie(): Plugin {
  // One stays: without any, their list would never be made, and no database opens.
  const middlewares = ['cache', 'observability', 'virtualIndex', 'hooks'];
  const methods =
    'mapToClass defineClass upsert update bulkAdd bulkUpdate filter and or offset reverse each until distinct raw ' +
    'sortBy keys eachKey uniqueKeys eachUniqueKey eachPrimaryKey last lastKey firstKey desc modify anyOf noneOf ' +
    'inAnyRange notEqual startsWith startsWithAnyOf startsWithIgnoreCase equalsIgnoreCase anyOfIgnoreCase ' +
    'startsWithAnyOfIgnoreCase dynamicallyOpened hasFailed backendDB exists getDatabaseNames add bulkDelete first ' +
    'above aboveOrEqual below belowOrEqual orderBy unuse hasBeenClosed _iterate _addAlgorithm';
  const unused = [
    ...middlewares.map((name) => new RegExp(`^ {8}this\\.use\\(${name}Middleware\\);$`, 'm')),
    ...methods
      .split(' ')
      .map((name) => new RegExp(`^ {4}${name}\\([^()]*\\) \\{$[^]*?^ {4}},?$`, 'gm')),
    /^ {4}(async|spawn): function [^]*?^ {4}},$/gm,
    /^ {4}(derive|extend|props|override|Events|asap|minKey|semVer): [\w$]+,$/gm,
    /^ {4}liveQuery,\n {4}extendObservabilitySet,[^]*?(?= {4}cmp,$)/m,
    /^ {8}function openCursor\([^]*?^ {8}\}$/m,
    /^ {12}openCursor,$/m,
    /^ {12}else \{\n {16}(var count|const a) = [^]*?^ {12}\}$/gm,
    /^ {20}else \{\n {24}let count = [^]*?^ {20}\}$/m,
    /^ {8}if \(wasCreated\) \{$[^]*?^ {8}\}$/m,
    /^props\(RangeSet\.prototype, [^]*?^\}\);$/m,
    /^ +adjustToExistingIndexNames\(.*\);$/gm,
    /^ {4}(VersionChanged|DatabaseClosed|Abort|TransactionInactive|MissingAPI): '.*',$/gm,
    /^ {12}if \(ev\.newVersion > 0\)\n[^]*?(?=^ {12}this\.close\()/m,
    /^ {8}this\.on\('blocked', [^]*?^ {8}\}\);$/m,
    /^if \(typeof dispatchEvent [^]*?(?=^function add\()/m,
  ];
  return {
    name: 'lean-dexie',
    transform: (code, id) => (id === DEXIE ? without(code, unused, 'Dexie') : null),
  };
}

/**
 * The same for Zod: what is asynchronous at its doors, throws, encodes, serves compilers and template literals, or answers to
 * another library. Here everything is `safeParse`.
 */
export function leanZod(): Plugin {
  const unused: Record<string, RegExp[]> = {
    'core/core.js': [
      /^ {8}\/\/ support prototype modifications[^]*?^ {8}\}$/m,
      /^ {8}\/\/ Global post-processor hook[^]*?pp\(inst\);$/m,
    ],
    'core/errors.js': [/^ {4}const proto = Object\.getPrototypeOf\(inst\);\n[^]*?^ {4}\}$/m],
    'core/schemas.js': [
      /, \{\n {4}\/\/ Wrappers extend this[^]*?^\}(?=\);$)/m,
      /^ {8}if \(ctx\.direction === "backward"\) \{$[^]*?^ {8}\}$/gm,
      /^ {12}if \(ctx\.direction === "backward"\) \{$[^]*?^ {12}\}$/m,
      /^ {4}util\.defineLazyInternal\(inst, "pattern", (.*\)|.*\{\n[^]*?^ {4}\}\));$/gm,
      /^ {4}inst\._zod\.pattern = (def\.pattern|regexes\.(number|boolean)\b).*$/gm,
      /^ {8}if \(def\.coerce\)\n[^]*?catch \(_\) \{ \}$/gm,
      /^ {4}capSize\(inst, \w+\);$/gm,
      /^ {4}(memo\?\.attach|core\.globalConfig\.memoizer\?\.guard)\(inst\);$/gm,
      /memo \? memo\.alloc\([^?]* : (?=\{|\[|Array)/g,
    ],
    'mini/schemas.js': [
      /^ {4}get with\(\) \{$[^]*?(?=^ {4}safeParse\()/m,
      /^ {4}safeParseAsync\([^]*?^ {4}\},$/m,
      /^ {4}brand\(\) \{$[^]*?(?=^\}\);$)/m,
    ],
  };
  return {
    name: 'lean-zod',
    transform(code, id) {
      const file = /[\\/]zod[\\/]v4[\\/](core|mini)[\\/](\w+\.js)$/.exec(id);
      const parts = file && unused[`${file[1]}/${file[2]}`];
      return parts ? without(code, parts, 'Zod') : null;
    },
  };
}

function without(code: string, parts: readonly RegExp[], library: string): string {
  return parts.reduce((text, part) => {
    if (text.search(part) < 0) throw new Error(`${library} has no ${String(part)} any more`);
    return text.replace(part, '');
  }, code);
}
