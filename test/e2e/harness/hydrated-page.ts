/**
 * Trading pages that a framework renders on the server and hydrates as a whole: the real frameworks, bundled on demand.
 */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { build } from 'vite';

const PACKAGES = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** `next` is React 19 as Next's app router uses it: in a transition, with a part that is streamed later. */
export const FRAMEWORKS = ['react-18', 'react-19', 'next', 'vue'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

interface Rendered {
  html: string;
  script: string;
}

/** The page's HTML from the framework's server renderer, and its script, which defines `hydrate()`. */
export async function hydratedPage(framework: Framework): Promise<Rendered> {
  const app = framework === 'vue' ? VUE_APP : REACT_APP;
  const [server, script] = await Promise.all([
    bundled(framework, app + (framework === 'vue' ? VUE_SERVER : REACT_SERVER), 'server'),
    bundled(framework, app + (framework === 'vue' ? VUE_CLIENT : reactClient(framework)), 'client'),
  ]);
  const { render } = (await import(
    `data:text/javascript;base64,${Buffer.from(server).toString('base64')}`
  )) as { render: (isLate: boolean) => Promise<string> };
  return { html: `<!doctype html>${await render(framework === 'next')}`, script };
}

async function bundled(
  framework: Framework,
  code: string,
  side: 'server' | 'client',
): Promise<string> {
  const entry: Plugin = {
    name: 'entry',
    resolveId: (id) => (id === 'virtual:entry' ? id : undefined),
    load: (id) => (id === 'virtual:entry' ? code : undefined),
  };
  const version = framework === 'react-18' ? '' : '-19';
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [entry],
    resolve: {
      alias: [
        { find: /^react(?=$|\/)/, replacement: `${PACKAGES}/react${version}` },
        { find: /^react-dom(?=$|\/)/, replacement: `${PACKAGES}/react-dom${version}` },
      ],
    },
    ...(side === 'server' && { ssr: { noExternal: true } }),
    build: {
      write: false,
      minify: false,
      ...(side === 'server' && { ssr: true }),
      rolldownOptions: {
        input: 'virtual:entry',
        output: { format: side === 'server' ? 'es' : 'iife', codeSplitting: false },
      },
    },
  });
  const [output] = [result].flat();
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error(`The ${side} of ${framework} was not built`);
  return chunk.code;
}

const REACT_APP = `
import { createElement as h, lazy, startTransition, Suspense, useState } from 'react';
const Orders = () => h('ul', null, Array.from({ length: 200 }, (_, i) => h('li', { key: i }, 'order ' + i)));
// On the server the orders come after the rest of the page; in the browser their code does.
const Late = lazy(() => new Promise((resolve) => setTimeout(resolve, 30, { default: Orders })));
function App({ isLate }) {
  const [count, setCount] = useState(0);
  return h('html', { lang: 'en' },
    h('head', null, h('title', null, '1.0 | AVAXUSDT'), h('meta', { charSet: 'utf-8' })),
    h('body', null,
      h('main', null,
        h('h1', null, 'AVAXUSDT'),
        h('button', { id: 'count', onClick: () => setCount(count + 1) }, String(count)),
        h('input', { id: 'size', defaultValue: '' })),
      isLate ? h(Suspense, { fallback: h('p', null, 'Loading') }, h(Late)) : h(Orders)));
}
`;

const REACT_SERVER = `
import { renderToReadableStream } from 'react-dom/server.browser';
export const render = async (isLate) => {
  const stream = await renderToReadableStream(h(App, { isLate }));
  return new Response(stream).text();
};
`;

function reactClient(framework: Framework): string {
  const isLate = framework === 'next';
  return `
import { hydrateRoot } from 'react-dom/client';
globalThis.errors = [];
globalThis.hydrate = () => {
  const begin = () => hydrateRoot(document, h(App, { isLate: ${isLate} }), {
    onRecoverableError: (error) => errors.push(String(error.message)),
  });
  ${isLate ? 'startTransition(begin)' : 'begin()'};
};
`;
}

const VUE_APP = `
import { createSSRApp, h, ref } from 'vue';
const App = {
  setup() {
    const count = ref(0);
    return () => [
      h('main', null, [
        h('h1', null, 'AVAXUSDT'),
        h('button', { id: 'count', onClick: () => { count.value += 1; } }, String(count.value)),
        h('input', { id: 'size' }),
      ]),
      h('ul', null, Array.from({ length: 200 }, (_, i) => h('li', { key: i }, 'order ' + i))),
    ];
  },
};
`;

const VUE_SERVER = `
import { renderToString } from 'vue/server-renderer';
export const render = async () =>
  '<html lang="en"><head><title>1.0 | AVAXUSDT</title><meta charset="utf-8"></head><body>' + await renderToString(createSSRApp(App)) + '</body></html>';
`;

const VUE_CLIENT = `
globalThis.errors = [];
const { error } = console;
console.error = (...words) => { errors.push(words.join(' ')); error(...words); };
globalThis.hydrate = () => {
  const app = createSSRApp(App);
  app.config.errorHandler = (fault) => errors.push(String(fault));
  app.mount(document.body);
};
`;
