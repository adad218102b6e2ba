/** `it` for Firefox: a market and a Firefox with the build, one of each per file, always closed. */
import { it as base } from 'vitest';
import { startMarket } from '../../../market';
import { ensureBuild } from '../../../tools/build';
import { launchFirefox } from './launch';

export const it = base
  .extend('market', { scope: 'file' }, async ({}, { onCleanup }) => {
    const market = await startMarket();
    onCleanup(() => market.close());
    return market;
  })
  .extend('firefox', { scope: 'file' }, async ({ market }, { onCleanup }) => {
    await ensureBuild('firefox');
    const firefox = await launchFirefox(market);
    onCleanup(() => firefox.close());
    return firefox;
  });
