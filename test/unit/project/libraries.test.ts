/** The libraries that the other tests rest on are the ones that ship, to the letter. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../../lib/storage/database';
import { Dexie } from '../../../lib/storage/dexie';
import * as z from '../../../lib/schema';
import { buildDir, ensureBuild, PROJECT_DIR, recordFile } from '../../tools/build';
import type { BuildRecord } from '../../tools/recorded-build';

const PACKAGES = join(PROJECT_DIR, 'node_modules');
const DEXIE = join(PACKAGES, 'dexie/dist/modern/dexie.mjs');
const ZOD = join(PACKAGES, 'zod/v4/mini/schemas.js');
const WORKER = 'background.js';

const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

let record: BuildRecord;

// The build that is needed later anyway.
beforeAll(async () => {
  await ensureBuild('chrome');
  record = JSON.parse(readFileSync(recordFile('chrome'), 'utf8')) as BuildRecord;
});

/** Every file of a package that is in what ships, with the code that the bundler was given for it. */
function libraryFiles(): [file: string, given: string][] {
  const all = Object.assign({}, ...Object.values(record.modules)) as Record<string, string>;
  // WXT's own are built into the extension by WXT, which fills in where they are.
  return Object.entries(all).filter(
    ([file]) => file.startsWith(PACKAGES) && !/[\\/]wxt[\\/]/.test(file) && existsSync(file),
  );
}

describe('the build', () => {
  it('has every library as it is in its package', () => {
    const files = libraryFiles();
    expect(files.length).toBeGreaterThan(100);
    const changed = files.filter(([file, given]) => given !== sha256(file));
    expect(changed.map(([file]) => file)).toEqual([]);
  });

  it('ships what the bundler wrote', () => {
    const files = Object.entries(record.written);
    expect(files.map(([file]) => file)).toContain(WORKER);
    const rewritten = files.filter(
      ([file, code]) => code !== sha256(join(buildDir('chrome'), file)),
    );
    expect(rewritten).toEqual([]);
  });
});

describe('the worker', () => {
  const isOf = (name: string) => (file: string) => file.startsWith(join(PACKAGES, name, '/'));
  const modules = () => Object.keys(record.modules[WORKER] ?? {});

  it('has one build of Dexie, the one that the tests have', async () => {
    expect(modules().filter(isOf('dexie'))).toEqual([DEXIE]);
    const shipped = (await import(pathToFileURL(DEXIE).href)) as { Dexie: unknown };
    expect(Object.getPrototypeOf(Database)).toBe(shipped.Dexie);
  });

  it('has one build of Zod, the one that the tests have', async () => {
    const files = modules().filter(isOf('zod'));
    expect(files).toContain(ZOD);
    expect(files.filter((file) => !file.endsWith('.js'))).toEqual([]);
    const shipped = (await import(pathToFileURL(ZOD).href)) as typeof z;
    expect(z.object).toBe(shipped.object);
  });

  it('has packages where it names packages, and no stand-ins for them', () => {
    expect(modules()).toContain(join(PACKAGES, 'p-map/index.js'));
    const badge = Object.keys(record.modules['badge.js'] ?? {});
    expect(badge).toContain(join(PACKAGES, 'wxt/dist/utils/define-unlisted-script.mjs'));
  });

  it('can do with them what the product does not use, too', () => {
    const code = readFileSync(join(buildDir('chrome'), WORKER), 'utf8');
    const { Table, Collection, WhereClause } = new Database('x', { indexedDB, IDBKeyRange });
    const classes = [Table, Collection, WhereClause].map(({ prototype }) => prototype as object);
    const names = [Dexie, Dexie.prototype, ...classes, z.string()].flatMap(namesOf);
    expect(names).toEqual(expect.arrayContaining(['liveQuery', 'sortBy', 'upsert', 'parseAsync']));
    expect(names.filter((name) => !code.includes(name))).toEqual([]);
  });
});

/** What is written in the class of `it` and in those under it; Dexie puts the names of its errors together itself. */
function namesOf(it: object): string[] {
  const under = Object.getPrototypeOf(it) as object | null;
  if (under === null || it === Function.prototype) return [];
  const own = Object.getOwnPropertyNames(it).filter((name) => !name.endsWith('Error'));
  return [...own, ...namesOf(under)];
}
