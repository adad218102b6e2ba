/** `it` for end-to-end tests: a market and a browser with a fresh install, one of each per file, always closed. */
import { it as base } from 'vitest';
import { startMarket } from '../../market';
import { launchExtension } from './launch';

export const it = base
  .extend('market', { scope: 'file' }, async ({}, { onCleanup }) => {
    const market = await startMarket();
    onCleanup(() => market.close());
    return market;
  })
  .extend('extension', { scope: 'file' }, async ({ market }, { onCleanup }) => {
    const extension = await launchExtension({ market, agreesToHosts: true });
    onCleanup(() => extension.close());
    return extension;
  });
