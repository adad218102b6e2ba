/** A small tree that breaks no rule, and for each rule of .dependency-cruiser.cjs files that break it. */

export type Tree = Record<string, string>;

export function merged(...trees: readonly Tree[]): Tree {
  return Object.fromEntries(trees.flatMap((tree) => Object.entries(tree)));
}

const packageFiles = (name: string): Tree => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    version: '1.0.0',
    main: 'index.js',
  }),
  [`node_modules/${name}/index.js`]: 'export const it = 1;',
});

export const CLEAN: Tree = {
  'package.json': JSON.stringify({
    name: 'planted',
    type: 'module',
    dependencies: { zod: '1.0.0', dexie: '1.0.0', preact: '1.0.0' },
    devDependencies: { wxt: '1.0.0', vitest: '1.0.0' },
  }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { module: 'esnext', moduleResolution: 'bundler' },
  }),
  ...merged(...['zod', 'dexie', 'preact', 'wxt', 'vitest', 'undeclared'].map(packageFiles)),
  'public/_locales/en/messages.json': '{}',
  'lib/domain/word.ts': 'export const word = 1;',
  'lib/schema.ts': "import { it } from 'zod'; export const z = it;",
  'lib/http/client.ts': "export { word } from '../domain/word';",
  'lib/scoring/score.ts': "export { word } from '../domain/word';",
  'lib/venues/one/pages.ts': "export { word } from '../../domain/word';",
  'lib/venues/shared/parse.ts': "export { z } from '../../schema';",
  'lib/venues/one/index.ts':
    "export { word } from '../../http/client'; export { z } from '../shared/parse';",
  'lib/venues/two/index.ts': "export { word } from '../../domain/word';",
  'lib/venues/two/pages.ts': "export { word } from '../../domain/word';",
  'lib/venues/registry.ts': "export { z } from './one/index'; export { word } from './two/index';",
  'lib/venues/pages.ts': "export { word } from './one/pages';",
  'lib/settings/item.ts':
    "import { it } from 'wxt'; export { z } from '../schema'; export const item = it;",
  'lib/messages/protocol.ts': "export { word } from '../venues/pages';",
  'lib/storage/dexie.ts': "export { it } from 'dexie';",
  'lib/storage/database.ts': "import { it } from './dexie'; export const database = it;",
  'lib/history/store.ts': "export { database as store } from '../storage/database';",
  'lib/storage/package.d.ts': "declare module 'dexie/other';",
  'lib/refresh/run.ts':
    "export { store } from '../history/store'; export { z } from '../venues/registry';",
  'lib/export/rows.ts': "export { word } from '../scoring/score';",
  'lib/track-record/judge.ts': "export { word } from '../scoring/score';",
  'lib/calibration/reading.ts': "export { word } from '../domain/word';",
  'lib/board/rows.ts': "export { word } from '../scoring/score';",
  'components/pill.ts':
    "import { it } from 'preact'; import m from '../public/_locales/en/messages.json'; export { word } from '../lib/board/rows'; import '../lib/calibration/reading'; export const pill = [it, m];",
  'entrypoints/background/index.ts':
    "import '../../lib/refresh/run'; import '../../lib/settings/item'; import { it } from 'wxt'; export default it;",
  'entrypoints/popup/main.ts': "import '../../components/pill';",
  'entrypoints/options/main.ts':
    "import type { word } from '../../lib/export/rows'; export const rows = () => import('../../lib/export/rows');",
  'entrypoints/track-record/main.ts': "import '../../lib/track-record/judge';",
  'entrypoints/badge/index.ts': "import '../../lib/messages/protocol';",
  'test/unit/word.test.ts': "import 'vitest'; import '../../lib/domain/word'; import 'zod';",
};

export interface Breach {
  rule: string;
  /** The file that breaks the rule, first, and others that it needs. The first one must be named in the output. */
  files: Tree;
}

const wall = (room: string, file: string, imported: string): Breach => ({
  rule: `walls-of-${room}`,
  files: { [file]: `import '${imported}';` },
});

export const BREACHES: readonly Breach[] = [
  wall('domain', 'lib/domain/b1.ts', '../http/client'),
  wall('http', 'lib/http/b2.ts', '../venues/registry'),
  wall('scoring', 'lib/scoring/b3.ts', '../http/client'),
  wall('venues', 'lib/venues/b4.ts', '../history/store'),
  wall('settings', 'lib/settings/b5.ts', '../history/store'),
  wall('messages', 'lib/messages/b6.ts', '../refresh/run'),
  wall('storage', 'lib/storage/b43.ts', '../scoring/score'),
  wall('history', 'lib/history/b7.ts', '../refresh/run'),
  wall('refresh', 'lib/refresh/b8.ts', '../../components/pill'),
  wall('board', 'lib/board/b9.ts', '../history/store'),
  wall('export', 'lib/export/b30.ts', '../refresh/run'),
  wall('track-record', 'lib/track-record/b40.ts', '../history/store'),
  wall('calibration', 'lib/calibration/b44.ts', '../scoring/score'),
  wall('components', 'components/b10.ts', '../lib/refresh/run'),
  wall('entrypoints', 'entrypoints/popup/b11.ts', '../../test/unit/word.test'),
  { rule: 'domain-uses-no-package', files: { 'lib/domain/b12.ts': "import 'preact';" } },
  { rule: 'only-schema-imports-zod', files: { 'lib/venues/b13.ts': "import 'zod';" } },
  { rule: 'only-storage-imports-dexie', files: { 'lib/board/b14.ts': "import 'dexie';" } },
  { rule: 'one-build-of-dexie', files: { 'test/unit/b42.test.ts': "import 'dexie';" } },
  {
    rule: 'export-on-demand',
    files: { 'entrypoints/popup/b31.ts': "import '../../lib/export/rows';" },
  },
  {
    rule: 'track-record-alone',
    files: {
      'entrypoints/popup/b41.ts': "import '../../lib/track-record/judge';",
    },
  },
  { rule: 'plain-node-rooms', files: { 'lib/refresh/b15.ts': "import '../settings/item';" } },
  { rule: 'plain-node-rooms', files: { 'lib/http/b16.ts': "import '#imports';" } },
  { rule: 'components-know-no-browser', files: { 'components/b17.ts': "import 'wxt';" } },
  {
    rule: 'badge-stays-small',
    files: { 'entrypoints/badge/b18.ts': "import '../../lib/settings/item';" },
  },
  {
    rule: 'pages-depend-on-nothing',
    files: { 'lib/venues/three/pages.ts': "import '../../http/client';" },
  },
  {
    rule: 'venues-through-their-registry',
    files: { 'lib/refresh/b19.ts': "import '../venues/one/index';" },
  },
  { rule: 'venues-apart', files: { 'lib/venues/two/b20.ts': "import '../one/index';" } },
  { rule: 'venues-apart', files: { 'lib/venues/shared/b43.ts': "import '../one/index';" } },
  {
    rule: 'entrypoints-apart',
    files: { 'entrypoints/popup/b21.ts': "import '../background/index';" },
  },
  {
    rule: 'nothing-imports-tests',
    files: { 'lib/domain/b22.ts': "import '../../test/unit/word.test';" },
  },
  {
    rule: 'no-cycles',
    files: {
      'lib/board/b23.ts': "import './b24';",
      'lib/board/b24.ts': "import './b23';",
    },
  },
  { rule: 'no-orphans', files: { 'lib/board/b25.ts': 'export const alone = 1;' } },
  { rule: 'no-dead-modules', files: { 'lib/board/b26.ts': "import './rows';" } },
  { rule: 'no-unresolvable', files: { 'lib/board/b27.ts': "import './not-there';" } },
  { rule: 'packages-are-declared', files: { 'lib/board/b28.ts': "import 'undeclared';" } },
  { rule: 'shipped-code-uses-shipped-packages', files: { 'lib/board/b29.ts': "import 'vitest';" } },
];
