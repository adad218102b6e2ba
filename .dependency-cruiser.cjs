/**
 * The dependency rules of ARCHITECTURE.md, checked by `npm run depcruise`. test/unit/house/dependency-rules.test.ts
 * plants a breach of each rule, and fails for a rule without one.
 */

/**
 * What each room may import of the project's own files, besides itself. A room that is not listed may import nothing.
 */
const ROOMS = {
  'lib/domain': [],
  'lib/http': ['lib/domain', 'lib/schema.ts'],
  'lib/scoring': ['lib/domain'],
  'lib/venues': ['lib/domain', 'lib/http', 'lib/schema.ts'],
  'lib/settings': ['lib/domain', 'lib/schema.ts'],
  'lib/messages': ['lib/domain', 'lib/venues', 'lib/settings', 'lib/schema.ts'],
  'lib/storage': ['lib/domain', 'lib/schema.ts'],
  'lib/history': ['lib/domain', 'lib/scoring', 'lib/storage', 'lib/schema.ts'],
  'lib/refresh': [
    'lib/domain',
    'lib/http',
    'lib/scoring',
    'lib/venues',
    'lib/settings',
    'lib/messages',
    'lib/history',
    'lib/schema.ts',
  ],
  'lib/export': [
    'lib/domain',
    'lib/scoring',
    'lib/settings',
    'lib/history',
    'lib/storage',
    'lib/schema.ts',
  ],
  'lib/track-record': ['lib/domain', 'lib/scoring'],
  'lib/calibration': ['lib/domain'],
  'lib/board': [
    'lib/domain',
    'lib/http',
    'lib/scoring',
    'lib/settings',
    'lib/messages',
    'lib/venues',
    'lib/refresh/state.ts',
  ],
  components: [
    'lib/domain',
    'lib/scoring',
    'lib/settings',
    'lib/messages',
    'lib/venues',
    'lib/board',
    'lib/track-record',
    'lib/calibration',
    'public/_locales',
  ],
  entrypoints: ['lib', 'components', 'public'],
};

const OWN = '^(lib|components|entrypoints|test|public)/';
const ruleName = (room) => `walls-of-${room.replace('lib/', '')}`;
const anyOf = (paths) => `^(${paths.map((path) => path.replace('.', '\\.')).join('|')})(/|$)`;

const walls = Object.entries(ROOMS).map(([room, allowed]) => ({
  name: ruleName(room),
  comment: `${room} imports only ${allowed.join(', ') || 'itself'}.`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: OWN, pathNot: anyOf([room, ...allowed]) },
}));

const PACKAGE = (name) => `(^|/)node_modules/${name}/`;
/** Found in their folders by the bundler (`import.meta.glob` in lib/venues/pages.ts), not imported. */
const PAGES = '^lib/venues/[^/]+/pages\\.ts$';
/** Read by the compiler only. */
const DECLARATIONS = '\\.d\\.ts$';
const BROWSER = `${PACKAGE('wxt')}|${PACKAGE('@wxt-dev')}|^#imports|^wxt/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...walls,
    {
      name: 'domain-uses-no-package',
      severity: 'error',
      from: { path: '^lib/domain/' },
      to: { pathNot: '^lib/domain/' },
    },
    {
      name: 'only-schema-imports-zod',
      comment: 'Zod must be configured before its first schema: lib/schema.ts does it.',
      severity: 'error',
      from: { pathNot: '^(lib/schema\\.ts$|test/|node_modules/)' },
      to: { path: PACKAGE('zod') },
    },
    {
      name: 'only-storage-imports-dexie',
      severity: 'error',
      from: { pathNot: '^(lib/storage/|test/|node_modules/)' },
      to: { path: PACKAGE('dexie') },
    },
    {
      name: 'one-build-of-dexie',
      comment: 'What tests rest on is what ships: lib/storage/dexie.ts says which build that is.',
      severity: 'error',
      from: { pathNot: '^(lib/storage/dexie\\.ts$|node_modules/)' },
      to: { path: PACKAGE('dexie'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'export-on-demand',
      comment:
        'Files are written by a library that neither the worker nor the popup carries: what exports is loaded when asked for.',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/export/' },
      to: { path: '^lib/export/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'track-record-alone',
      comment:
        'Judging the history takes a library of statistics and seconds of work: only the page that asks for it carries it.',
      severity: 'error',
      from: {
        path: '^(components|entrypoints)/',
        pathNot: '^(components|entrypoints)/track-record/',
      },
      to: { path: '^(lib|components)/track-record/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'plain-node-rooms',
      comment:
        'These run in plain Node: no browser API and no build alias, not even through another module.',
      severity: 'error',
      from: { path: '^lib/(domain|scoring|venues|http|refresh|track-record|calibration)/' },
      to: { path: BROWSER, reachable: true },
    },
    {
      name: 'components-know-no-browser',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: `${BROWSER}|${PACKAGE('dexie')}|${PACKAGE('@webext-core')}` },
    },
    {
      name: 'badge-stays-small',
      comment:
        'The badge runs in every trading page: neither the schemas nor the database may reach it.',
      severity: 'error',
      from: { path: '^entrypoints/badge/' },
      to: {
        path: `${PACKAGE('zod')}|${PACKAGE('dexie')}|^lib/(schema\\.ts|history/|storage/)`,
        reachable: true,
      },
    },
    {
      name: 'pages-depend-on-nothing',
      severity: 'error',
      from: { path: PAGES },
      to: { pathNot: '^lib/(domain/|venues/pages-contract\\.ts$)' },
    },
    {
      name: 'venues-through-their-registry',
      comment: 'Adding an exchange is one folder and one line in the registry.',
      severity: 'error',
      from: { pathNot: '^(lib/venues/|test/)' },
      to: { path: '^lib/venues/[^/]+/' },
    },
    {
      name: 'venues-apart',
      severity: 'error',
      from: { path: '^lib/venues/([^/]+)/' },
      to: { path: '^lib/venues/[^/]+/', pathNot: '^lib/venues/($1|shared)/' },
    },
    {
      name: 'entrypoints-apart',
      comment:
        'entrypoints/board is no entrypoint: it is the browser behind every page that shows the board.',
      severity: 'error',
      from: { path: '^entrypoints/([^/]+)/' },
      to: { path: '^entrypoints/', pathNot: '^entrypoints/($1|board)/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^(test/|vitest\\.config\\.ts$)' },
      to: { path: '^test/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^(lib|components|entrypoints)/', pathNot: DECLARATIONS },
      to: {},
    },
    {
      name: 'no-dead-modules',
      comment: 'What no entrypoint and no command reaches is not part of the product.',
      severity: 'error',
      from: { path: `^(entrypoints/|test/(tools|market|bench)/)|${PAGES}` },
      to: {
        path: '^(lib|components)/.+\\.tsx?$',
        pathNot: `${PAGES}|${DECLARATIONS}`,
        reachable: false,
      },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'packages-are-declared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'shipped-code-uses-shipped-packages',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: BROWSER },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
