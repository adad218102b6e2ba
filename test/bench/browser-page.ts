/** A blank page on loopback in the real Chromium, to run our modules with the browser's own IndexedDB. */
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { PROJECT_DIR } from '../tools/build';
import type * as Append from './browser/append';
import type * as Export from './browser/export';
import type * as History from './browser/history';
import { findChromium } from '../tools/find-chromium';

declare global {
  interface Window {
    /** The exports of the page's entry. */
    bench: typeof Append & typeof Export & typeof History;
  }
}

/** Bundles `entry` (its exports become `window.bench`), opens a page with it, and closes everything afterwards. */
export async function withBrowserPage<T>(
  entry: string,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const script = await bundle(join(PROJECT_DIR, 'test/bench/browser', entry));
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const profile = await mkdtemp(join(tmpdir(), 'bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: (await findChromium()).path,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.addScriptTag({ content: script });
    return await use(page);
  } finally {
    await context.close();
    server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry, formats: ['iife'], name: 'bench' },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error(`${entry} gave no bundle`);
  return chunk.code;
}
