/** For each rule of eslint.config.js beyond the presets, code that breaks it, and similar code that breaks none. */

export interface PlantedCode {
  rule: string;
  /** Its assumed path: the rules depend on it. */
  file: string;
  text: string;
}

const LIB = 'lib/domain/planted.ts';
const WORKER = 'entrypoints/background/planted.ts';
const UI = 'components/board/planted.tsx';
const TEST = 'test/unit/domain/planted.test.ts';

const state = (text: string): PlantedCode => ({
  rule: 'local/no-module-state',
  file: WORKER,
  text,
});
const clock = (rule: string, file: string, text: string): PlantedCode => ({ rule, file, text });
const ui = (rule: string, text: string): PlantedCode => ({ rule, file: UI, text });
const test = (rule: string, body: string): PlantedCode => ({
  rule: `vitest/${rule}`,
  file: TEST,
  text: `import { beforeEach, describe, expect, it } from 'vitest';\n${body}`,
});
const asserted = 'expect(1).toBe(1);';

export const BREACHES: readonly PlantedCode[] = [
  { rule: 'eqeqeq', file: LIB, text: 'export const same = (a: number) => a == 1;' },
  { rule: 'no-empty', file: LIB, text: 'export const f = () => { try { g(); } catch {} };' },
  { rule: 'no-console', file: LIB, text: "console.log('x');" },
  { rule: 'no-restricted-exports', file: LIB, text: 'export default 1;' },
  { rule: 'no-restricted-globals', file: LIB, text: 'export const id = chrome.runtime.id;' },
  { rule: 'no-restricted-globals', file: LIB, text: 'export const zone = process.env.TZ;' },
  {
    rule: '@typescript-eslint/consistent-type-assertions',
    file: LIB,
    text: 'export const f = (x: unknown) => x as string;',
  },
  {
    rule: '@typescript-eslint/consistent-type-imports',
    file: LIB,
    text: "import { Band } from './band';\nexport type B = Band;",
  },
  {
    rule: '@typescript-eslint/no-unused-vars',
    file: LIB,
    text: 'export const f = (unused: number) => 1;',
  },

  state('export let count = 0;'),
  state('var count = 0;'),
  state('const boards = new Map<string, number>();'),
  state("export const names = new Set(['a']);"),
  state('const seen: Map<string, number> = new Map();'),
  state('const owners = new WeakMap<object, string>();'),
  state('const database = new Database();'),
  state('const log: string[] = [];'),
  state('const byName = {} as Record<string, number>;'),
  state('const state = { count: 1 }; export const f = () => { state.count += 1; };'),
  state('const state = { of: { count: 1 } }; export const f = () => { state.of.count++; };'),
  state('const list = [1]; export const f = () => list.push(2);'),
  state("const state = { a: 1 }; export const f = () => { delete state['a']; };"),
  state('const state = { a: 1 }; export const f = () => Object.assign(state, { a: 2 });'),

  clock(
    'no-restricted-properties',
    'lib/venues/one/planted.ts',
    'export const f = () => Date.now();',
  ),
  clock('no-restricted-properties', 'lib/refresh/planted.ts', 'export const f = Math.random;'),
  clock(
    'no-restricted-properties',
    'lib/http/planted.ts',
    'export const f = () => performance.now();',
  ),
  clock('no-restricted-syntax', 'lib/scoring/planted.ts', 'export const f = () => new Date();'),

  ui(
    'react-hooks/rules-of-hooks',
    "import { useState } from 'preact/hooks';\nexport function A({ is }: { is: boolean }) { if (is) useState(1); return null; }",
  ),
  ui(
    'react-hooks/exhaustive-deps',
    "import { useMemo } from 'preact/hooks';\nexport function A({ n }: { n: number }) { return useMemo(() => n + 1, []); }",
  ),
  ui('react/jsx-key', 'export const A = ({ all }: P) => <p>{all.map((one) => <b>{one}</b>)}</p>;'),
  ui(
    'react/jsx-no-constructed-context-values',
    "import { createContext } from 'preact';\nconst C = createContext({ a: 1 });\nexport function A() { return <C.Provider value={{ a: 2 }} />; }",
  ),
  ui('react/jsx-no-duplicate-props', 'export const A = () => <p id="a" id="b" />;'),
  ui('react/jsx-no-script-url', 'export const A = () => <a href="javascript:f()">a</a>;'),
  ui(
    'react/jsx-no-target-blank',
    'export const A = ({ to }: P) => <a href={to} target="_blank">a</a>;',
  ),
  ui(
    'react/no-array-index-key',
    'export const A = ({ all }: P) => <p>{all.map((one, index) => <b key={index}>{one}</b>)}</p>;',
  ),
  ui('react/no-children-prop', 'export const A = () => <B children="a" />;'),
  ui('react/no-danger', 'export const A = () => <p dangerouslySetInnerHTML={{ __html: "" }} />;'),
  ui(
    'react/no-object-type-as-default-prop',
    'export function A({ all = [] }: P) { return <B all={all} />; }',
  ),
  ui(
    'react/no-unstable-nested-components',
    'export function A() { const Inner = () => <b>a</b>; return <p><Inner /></p>; }',
  ),
  ui('react/void-dom-elements-no-children', 'export const A = () => <br>a</br>;'),

  test('expect-expect', "it('a', () => { f(); });"),
  test('no-commented-out-tests', `// it('a', () => {});\nit('b', () => { ${asserted} });`),
  test('no-conditional-expect', `it('a', () => { if (f()) ${asserted} });`),
  test('no-conditional-tests', `if (f()) { it('a', () => { ${asserted} }); }`),
  test('no-disabled-tests', `it.skip('a', () => { ${asserted} });`),
  test('no-duplicate-hooks', "describe('a', () => { beforeEach(f); beforeEach(g); });"),
  test('no-focused-tests', `it.only('a', () => { ${asserted} });`),
  test('no-identical-title', `it('a', () => { ${asserted} }); it('a', () => { ${asserted} });`),
  { ...test('no-import-node-test', ''), text: "import { it } from 'node:test';" },
  test('no-test-return-statement', "it('a', () => { expect(1).toBe(1); return f(); });"),
  test(
    'no-unneeded-async-expect-function',
    "it('a', async () => { await expect(async () => await f()).rejects.toThrow('x'); });",
  ),
  test('require-awaited-expect-poll', "it('a', () => { expect.poll(f).toBe(1); });"),
  test('require-to-throw-message', "it('a', () => { expect(f).toThrow(); });"),
  test('valid-describe-callback', "describe('a', () => { f(); return 1; });"),
  test('valid-expect', "it('a', () => { expect(f()).resolves.toBe(1); });"),
  test('valid-expect-in-promise', "it('a', () => { f().then((x) => { expect(x).toBe(1); }); });"),
  test('valid-title', `it('', () => { ${asserted} });`),
];

export const SOUND: readonly Omit<PlantedCode, 'rule'>[] = [
  {
    file: WORKER,
    text: [
      "export const NAMES: ReadonlySet<string> = new Set(['a']);",
      'export const UNITS: ReadonlyMap<string, number> = new Map([["a", 1]]);',
      "export const FORM = new RegExp('a');",
      'export const NONE: readonly string[] = [];',
      'export const LIMITS = { most: 1 };',
      'export const sorted = () => [...NAMES].sort();',
      'export function count() { const seen = new Map<string, number>(); seen.set("a", LIMITS.most); return seen; }',
      'export const atMs = () => Date.now();',
    ].join('\n'),
  },
  {
    file: 'lib/refresh/planted.ts',
    text: 'export const age = (atMs: number, now: () => number) => new Date(now() - atMs);',
  },
  {
    file: UI,
    text: 'export const A = ({ all }: { all: string[] }) => <p>{all.map((one) => <b key={one}>{one}</b>)}</p>;',
  },
  {
    file: TEST,
    text: "import { expect, it } from 'vitest';\nit('a', () => { expect(1, 'one').toBe(1); });\nit('b', () => { expectSound(1); });\nfunction expectSound(x: number) { expect(x).toBe(1); }",
  },
];
