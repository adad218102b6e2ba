/** `npm run dev`: WXT's development server and, where there is a display, the Chromium that this machine has. */
import { createServer } from 'wxt';
import { PROJECT_DIR } from './build';
import { hasDisplay } from './display';
import { findChromium } from './find-chromium';

const server = await createServer({
  root: PROJECT_DIR,
  webExt: hasDisplay()
    ? {
        binaries: { chrome: (await findChromium()).path },
        chromiumArgs: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      }
    : { disabled: true },
});
await server.start();
