/** `npm run dev`: WXT's development server and, with a display, the installed Chromium. */
import { program } from 'commander';
import { createServer } from 'wxt';
import { PROJECT_DIR } from './build';
import { runTool } from './command';
import { hasDisplay } from './display';
import { findChromium } from './find-chromium';

program
  .name('npm run dev --')
  .description('Builds, opens Chromium, and reloads while you work.')
  .parse();
await runTool(async () => {
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
});
