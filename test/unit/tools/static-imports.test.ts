import { expect, it } from 'vitest';
import { moduleScripts, staticImports } from '../../tools/static-imports';

it('finds static imports in minified code, and leaves out dynamic ones', () => {
  const code =
    'import{a as b,c}from"./chunks/x.js";import"./side.js";import d,*as e from"/chunks/y.js";' +
    'export{f}from"./z.js";const g=()=>import("./later.js");const text="from \'./no.js\'";';
  expect(staticImports(code)).toEqual(['./chunks/x.js', './side.js', '/chunks/y.js', './z.js']);
});

it('finds the scripts of a page', () => {
  expect(
    moduleScripts(
      '<script type="module" crossorigin src="/chunks/popup-a.js"></script><link rel="modulepreload" href="/chunks/b.js">',
    ),
  ).toEqual(['chunks/popup-a.js']);
});
